package org.pyflinkimage.inspect.inventory;

/** A package as dpkg keeps it: {@code libc6 2.36-9+deb12u10 amd64}. */
public record InstalledPackage(String name, String version, String architecture) {}
