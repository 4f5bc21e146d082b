{ lib, stdenv, pkg-config, openssl }:

let
  changelog = builtins.readFile ../../../CHANGELOG.md;
  # The first heading with a number in it.
  release = builtins.head
    (builtins.filter (line: line != null)
      (map (line: if builtins.isString line then builtins.match "## ([0-9.]+).*" line else null)
        (builtins.split "\n" changelog)));
in
stdenv.mkDerivation {
  pname = "check_smtp_auth";
  version = builtins.head release;

  src = lib.cleanSourceWith {
    src = lib.cleanSource ../../..;
    filter = path: type: baseNameOf path != "build";
  };

  nativeBuildInputs = [ pkg-config ];
  buildInputs = [ openssl ];
  strictDeps = true;
  enableParallelBuilding = true;

  # The folders that Nixpkgs uses for Icinga and for the Monitoring Plugins.
  makeFlags = [
    "prefix=${placeholder "out"}"
    "plugindir=${placeholder "out"}/bin"
    "VERSION=${builtins.head release}"
  ];

  postInstall = ''
    install -D -m 644 contrib/icinga2/check_smtp_auth.conf \
      $out/share/icinga2/include/plugins-contrib.d/check_smtp_auth.conf
  '';

  doInstallCheck = true;
  installCheckTarget = "installcheck";

  meta = {
    description = "Monitoring plugin that checks the whole SMTP session and its login";
    license = lib.licenses.gpl3Plus;
    mainProgram = "check_smtp_auth";
    platforms = lib.platforms.linux;
  };
}
