"""usage: template.py TEMPLATE.json <RESULT

Follows the paths of the dependent items of a Zabbix template in the JSON object
that the plugin has printed, as Zabbix does.
"""
import json
import re
import sys

result = json.load(sys.stdin)
with open(sys.argv[1], encoding='utf-8') as file:
    export = json.load(file)['zabbix_export']
template = export['templates'][0]
metrics = {metric['label']: metric['value'] for metric in result['metrics']}
found, missing, uuids = {}, [], set()
for item in template['items']:
    uuids.add(item['uuid'])
    if not re.fullmatch('[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}',
                        item['uuid']):
        sys.exit(f'{item["uuid"]} is no random UUID')
    if item['type'] != 'DEPENDENT':
        continue
    path = item['preprocessing'][0]['parameters'][0]
    label = re.fullmatch(r"\$\.metrics\[\?\(@\.label=='(\w+)'\)\]"
                         r'\.value\.first\(\)', path)
    value = metrics.get(label[1]) if label else result
    for name in [] if label else path[2:].split('.'):
        value = value.get(name) if value else None
    if value is None:
        missing.append(item['key'])
    else:
        found[item['key']] = value
if len(uuids) != len(template['items']):
    sys.exit('a UUID occurs twice')
keys = {item['key'] for item in template['items']}
for graph in export['graphs']:
    for item in graph['graph_items']:
        if item['item']['key'] not in keys:
            sys.exit(f'the graph has no item {item["item"]["key"]}')
wanted = {f'smtp_auth[{label}]' for label in metrics} - {
    'smtp_auth[targets]', 'smtp_auth[targets_failed]'}
if not wanted <= set(found) or found['smtp_auth[state]'] != 0:
    sys.exit(f'not found: {wanted - set(found)}, {missing}')
print(found)
