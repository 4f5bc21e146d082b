# nix-build contrib/packaging/nix, or callPackage ./package.nix in a configuration.
{ pkgs ? import <nixpkgs> { } }:
pkgs.callPackage ./package.nix { }
