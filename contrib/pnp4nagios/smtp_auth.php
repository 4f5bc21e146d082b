<?php
# Template of check_smtp_auth for PNP4Nagios 0.6; made by "make generate".  It
# is found by the name of the check command.
$stages = array('token' => '#CC79A7', 'resolve' => '#999999', 'policy' => '#882255', 'connect' => '#56B4E9', 'tls' => '#0072B2', 'banner' => '#DDCC77', 'ehlo' => '#44AA99', 'starttls' => '#332288', 'auth' => '#E66100', 'mail' => '#F0E442', 'rcpt' => '#117733', 'command' => '#AA4499', 'data' => '#88CCEE');
$title = "$hostname / $servicedesc";

# The stages on each other, in the order of the session.
$n = 1;
$ds_name[$n] = 'seconds in each stage';
$opt[$n] = "--vertical-label seconds --lower-limit 0 --slope-mode --title \"$title\" ";
$def[$n] = '';
foreach ($stages as $stage => $colour) {
	foreach ($this->DS as $value) {
		if ($value['NAME'] != "time_$stage")
			continue;
		$def[$n] .= rrd::def("v$stage", $value['RRDFILE'], $value['DS'], 'AVERAGE');
		$def[$n] .= "CDEF:$stage=v$stage,UN,0,v$stage,IF ";
		$def[$n] .= rrd::area($stage, $colour, sprintf('%-9s', $stage), 'STACK');
		$def[$n] .= rrd::gprint("v$stage", array('LAST', 'AVERAGE', 'MAX'), '%7.3lf s');
	}
}

# The login with its thresholds, the certificate, the delivery.
$units = array('time_auth' => 's', 'time_delivery' => 's', 'cert_days' => 'days');
foreach ($units as $label => $unit) {
	foreach ($this->DS as $value) {
		if ($value['NAME'] != $label)
			continue;
		$n++;
		$ds_name[$n] = $label;
		$opt[$n] = "--vertical-label $unit --lower-limit 0 --title \"$title: $label\" ";
		$def[$n] = rrd::def('value', $value['RRDFILE'], $value['DS'], 'AVERAGE');
		$def[$n] .= rrd::line2('value', '#0072B2', $label);
		$def[$n] .= rrd::gprint('value', array('LAST', 'AVERAGE', 'MAX'), '%7.3lf');
		foreach (array('WARN' => '#8A6D00', 'CRIT' => '#A50F15') as $key => $colour)
			if (is_numeric($value[$key]))
				$def[$n] .= rrd::hrule($value[$key], $colour, "$key $value[$key]\\l");
	}
}
