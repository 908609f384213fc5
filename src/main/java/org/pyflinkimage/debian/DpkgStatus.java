package org.pyflinkimage.debian;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.PackedArchive.Member;

/**
 * dpkg's own record of what is installed, so that {@code dpkg} and scanners for vulnerabilities see the packages.
 *
 * <p>Maintainer scripts were not run, but lie where dpkg keeps them: it would run them if somebody removed a package.
 */
final class DpkgStatus {

    private static final String FOLDER = "/var/lib/dpkg/";

    private DpkgStatus() {}

    /** @param origins what is recorded of one package changes with it; only the status is of all of them */
    static void install(SystemTree system, List<UnpackedPackage> packages, PackageOrigins origins) {
        packages.forEach(unpacked -> installFiles(system.by(origins.of(unpacked)), unpacked));
        system.file(
                FOLDER + "status", packages.stream().map(DpkgStatus::statusOf).collect(Collectors.joining("\n")));
        system.file(FOLDER + "info/format", "1\n");
        List.of("available", "diversions", "statoverride").forEach(name -> system.file(FOLDER + name, ""));
        List.of("updates", "triggers").forEach(name -> system.directory(FOLDER + name, 0755, 0));
    }

    private static void installFiles(SystemTree system, UnpackedPackage unpacked) {
        String stem = FOLDER + "info/" + unpacked.fileStem() + ".";
        unpacked.controlFiles().forEach((name, file) -> {
            if (!name.equals("control")) {
                system.put(
                        stem + name,
                        new RegularFile(file.mode(), FileNode.directory().owner(), file.content()));
            }
        });
        system.file(
                stem + "list",
                "/.\n"
                        + unpacked.data().stream()
                                .map(member -> member.path() + "\n")
                                .collect(Collectors.joining()));
    }

    private static String statusOf(UnpackedPackage unpacked) {
        String control = unpacked.control().text().stripTrailing() + "\n";
        String status = control.replaceFirst("(?m)^(Package:.*)$", "$1\nStatus: install ok installed");
        String conffiles = conffilesOf(unpacked);
        return conffiles.isEmpty() ? status : status + "Conffiles:\n" + conffiles;
    }

    private static String conffilesOf(UnpackedPackage unpacked) {
        RegularFile list = unpacked.controlFiles().get("conffiles");
        if (list == null) {
            return "";
        }
        List<String> paths = new String(SystemTree.bytesOf(list), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .toList();
        return unpacked.data().stream()
                .filter(member -> paths.contains(member.path().value()))
                .filter(member -> member.node() instanceof RegularFile)
                .map(member -> " " + member.path() + " " + md5(member) + "\n")
                .collect(Collectors.joining());
    }

    /** dpkg's form wants MD5; it tells changed configuration files from others and protects nothing. */
    private static String md5(Member member) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(SystemTree.bytesOf((RegularFile) member.node())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
