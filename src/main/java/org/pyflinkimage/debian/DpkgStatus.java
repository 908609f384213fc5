package org.pyflinkimage.debian;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.tree.Content;
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
    private static final String NAME = "Package:";

    private DpkgStatus() {}

    /** @param origins what is recorded of one package changes with it; only the status is of all of them */
    static void install(SystemTree system, List<UnpackedPackage> packages, PackageOrigins origins) {
        packages.forEach(unpacked -> installFiles(system.by(origins.of(unpacked)), unpacked));
        system.file(
                DebianSystem.STATUS.value(),
                packages.stream().map(DpkgStatus::statusOf).collect(Collectors.joining("\n")));
        system.file(FOLDER + "info/format", "1\n");
        List.of("available", "diversions", "statoverride").forEach(name -> system.file(FOLDER + name, ""));
        List.of("updates", "triggers").forEach(name -> system.directory(FOLDER + name, 0755, 0));
    }

    /** What dpkg of a system that is there keeps as installed. */
    static List<InstalledPackage> installed(SystemTree system) {
        return InstalledPackage.ofStatus(old(system));
    }

    /** Adds to what dpkg of a system that is there has recorded: of that every byte stays, but what it remembers of removed ones. */
    static void installUpon(SystemTree system, List<UnpackedPackage> packages, PackageOrigins origins) {
        packages.forEach(unpacked -> installFiles(system.by(origins.of(unpacked)), unpacked));
        if (!system.has(FOLDER + "info/format")) {
            system.file(FOLDER + "info/format", "1\n");
        }
        Set<String> names = packages.stream().map(UnpackedPackage::name).collect(Collectors.toSet());
        Stream<String> before = InstalledPackage.paragraphs(old(system))
                .filter(paragraph -> !paragraph.isBlank())
                .filter(paragraph -> !isRemainderOfOneOf(paragraph, names))
                .map(paragraph -> paragraph.stripTrailing() + "\n");
        Stream<String> now = packages.stream()
                .map(DpkgStatus::statusOf)
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        String text = Stream.concat(before, now).collect(Collectors.joining("\n"));
        system.put(DebianSystem.STATUS.value(), FileNode.file(Content.of(text.getBytes(StandardCharsets.ISO_8859_1))));
    }

    /** A character for each byte. */
    private static String old(SystemTree system) {
        return system.tree()
                .follow(DebianSystem.STATUS)
                .filter(entry -> entry.node() instanceof RegularFile)
                .map(entry -> new String(((RegularFile) entry.node()).content().bytes(), StandardCharsets.ISO_8859_1))
                .orElse("");
    }

    /** Whether it is what dpkg remembers of a removed package; one of another architecture is there. */
    private static boolean isRemainderOfOneOf(String paragraph, Set<String> names) {
        return InstalledPackage.ofStatus(paragraph).isEmpty()
                && paragraph
                        .lines()
                        .filter(line -> line.startsWith(NAME))
                        .anyMatch(line ->
                                names.contains(line.substring(NAME.length()).strip()));
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
        Set<String> paths = unpacked.configurationFiles();
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
            return HexFormat.of()
                    .formatHex(digest.digest(
                            ((RegularFile) member.node()).content().bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
