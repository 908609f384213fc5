package org.pyflinkimage.debian;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.value.UnixPath;

/**
 * dpkg's own record of what is installed, so that {@code dpkg} and scanners for vulnerabilities see the packages.
 *
 * <p>Maintainer scripts were not run, but lie where dpkg keeps them: it would run them if somebody removed a package.
 */
final class DpkgStatus {

    private static final String FOLDER = "/var/lib/dpkg/";
    private static final String NAME = "Package:";
    private static final String LIST = ".list";

    /** A list of its files and what else there is of each package. */
    static final UnixPath RECORDS = UnixPath.of(FOLDER + "info");

    /** Where files of packages lie elsewhere than they say: three lines for each. */
    static final UnixPath DIVERSIONS = UnixPath.of(FOLDER + "diversions");

    /** Who may do what with files of packages, whatever those say. */
    static final UnixPath OVERRIDES = UnixPath.of(FOLDER + "statoverride");

    private DpkgStatus() {}

    /** The names that the list of a package's files may have. */
    static List<String> listsOf(InstalledPackage there) {
        return Stream.of(there.name() + LIST, there.name() + ":" + there.architecture() + LIST)
                .filter(name -> UnixPath.ofEntry(name)
                        .filter(path -> path.parent().isRoot())
                        .isPresent())
                .toList();
    }

    /** Whether a record is a list of files. */
    static boolean isList(UnixPath record) {
        return record.name().endsWith(LIST);
    }

    /** The name of the list of the package that a record is of. */
    static String listBeside(UnixPath record) {
        return record.name().replaceFirst("\\.[^.]*$", "") + LIST;
    }

    /** @param origins what is recorded of one package changes with it; only the status is of all of them */
    static void install(SystemTree system, List<UnpackedPackage> packages, PackageOrigins origins) {
        packages.forEach(unpacked -> installFiles(system.by(origins.of(unpacked)), unpacked, Set.of()));
        system.file(
                DebianSystem.STATUS.value(),
                packages.stream()
                        .map(unpacked -> statusOf(unpacked, new TreeMap<>()))
                        .collect(Collectors.joining("\n")));
        system.file(FOLDER + "info/format", "1\n");
        List.of("available", "diversions", "statoverride").forEach(name -> system.file(FOLDER + name, ""));
        List.of("updates", "triggers").forEach(name -> system.directory(FOLDER + name, 0755, 0));
    }

    /** What dpkg of a system that is there keeps as installed. */
    static List<InstalledPackage> installed(SystemTree system) {
        return InstalledPackage.ofStatus(old(system));
    }

    /**
     * Adds to what dpkg of a system that is there has recorded: of that every byte stays, but what it has of older ones, and remembers of
     * removed ones.
     */
    static void installUpon(
            SystemTree system, List<UnpackedPackage> packages, PackageOrigins origins, OlderPackages older) {
        packages.forEach(unpacked -> installFiles(
                system.by(origins.of(unpacked)),
                unpacked,
                older.obsolete(unpacked).keySet()));
        if (!system.has(FOLDER + "info/format")) {
            system.file(FOLDER + "info/format", "1\n");
        }
        Set<String> names = packages.stream().map(UnpackedPackage::name).collect(Collectors.toSet());
        Stream<String> before = InstalledPackage.paragraphs(old(system))
                .filter(paragraph -> !paragraph.isBlank())
                .filter(paragraph -> !older.isOne(paragraph) && !isRemainderOfOneOf(paragraph, names))
                .map(paragraph -> paragraph.stripTrailing() + "\n");
        Stream<String> now = packages.stream()
                .map(unpacked -> statusOf(unpacked, older.obsolete(unpacked)))
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

    /** @param obsolete the paths of configuration that is an older one's alone */
    private static void installFiles(SystemTree system, UnpackedPackage unpacked, Set<String> obsolete) {
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
                        + Stream.concat(
                                        unpacked.data().stream()
                                                .map(member -> member.path().value()),
                                        obsolete.stream())
                                .map(path -> path + "\n")
                                .collect(Collectors.joining()));
    }

    private static String statusOf(UnpackedPackage unpacked, SortedMap<String, String> obsolete) {
        String control = unpacked.control().text().stripTrailing() + "\n";
        String status = control.replaceFirst("(?m)^(Package:.*)$", "$1\nStatus: install ok installed");
        String conffiles = conffilesOf(unpacked)
                + obsolete.entrySet().stream()
                        .map(file -> " " + file.getKey() + " " + file.getValue() + " obsolete\n")
                        .collect(Collectors.joining());
        return conffiles.isEmpty() ? status : status + "Conffiles:\n" + conffiles;
    }

    private static String conffilesOf(UnpackedPackage unpacked) {
        Set<String> paths = unpacked.configurationFiles();
        return unpacked.data().stream()
                .filter(member -> paths.contains(member.path().value()))
                .filter(member -> member.node() instanceof RegularFile)
                .map(member -> " " + member.path() + " " + SystemChoices.md5((RegularFile) member.node()) + "\n")
                .collect(Collectors.joining());
    }
}
