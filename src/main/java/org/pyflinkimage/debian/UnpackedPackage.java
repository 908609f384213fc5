package org.pyflinkimage.debian;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.tree.PackedArchive.Member;
import org.pyflinkimage.value.Problem;

/**
 * A package's members, read from the form that {@link DebFile#pack} made.
 *
 * @param control the {@code control} file
 * @param controlFiles all control members by name: {@code control}, {@code md5sums}, {@code postinst}
 * @param data what goes into the root, in the package's order
 */
record UnpackedPackage(Stanza control, NavigableMap<String, RegularFile> controlFiles, List<Member> data) {

    /**
     * Reads a package.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-865} where its control file is none
     */
    static UnpackedPackage read(Path packed) {
        NavigableMap<String, RegularFile> controlFiles = new TreeMap<>();
        List<Member> data = new ArrayList<>();
        for (Member member : PackedArchive.read(packed)) {
            if (!member.path().startsWith(DebFile.CONTROL)) {
                data.add(member);
            } else if (member.node() instanceof RegularFile file) {
                controlFiles.put(member.path().name(), file);
            }
        }
        try {
            return new UnpackedPackage(ControlFile.parse(textOf(controlFiles.get("control"))), controlFiles, data);
        } catch (IllegalArgumentException e) {
            throw Problem.environment(
                            "PYF-865",
                            "the control file of a package, `%s`, is refused".formatted(packed.getFileName()))
                    .why(String.valueOf(e.getMessage()))
                    .why("the name is the sum of the package's file, by which the lock file has it")
                    .remedy("if its archive is one of your own, build the package anew there")
                    .remedy("or name another archive: `<debianMirror>` (-Dpyflink.debianMirror)")
                    .toException(e);
        }
    }

    private static String textOf(@Nullable RegularFile control) {
        if (control == null) {
            throw new IllegalArgumentException("there is none");
        }
        return new String(control.content().bytes(), StandardCharsets.UTF_8);
    }

    String name() {
        return control.get("Package");
    }

    DebianVersion version() {
        return DebianVersion.parse(control.get("Version"));
    }

    /** The name that dpkg keeps a package's files under: with the architecture where several may be installed. */
    String fileStem() {
        boolean several = control.find("Multi-Arch").filter("same"::equals).isPresent();
        return several ? name() + ":" + control.get("Architecture") : name();
    }

    /** The paths of those files of it that are configuration, which people change. */
    Set<String> configurationFiles() {
        RegularFile list = controlFiles.get("conffiles");
        return list == null
                ? Set.of()
                : new String(list.content().bytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .collect(Collectors.toSet());
    }

    /** Whether this package may overwrite files of that one. */
    boolean replaces(String other) {
        return control.find("Replaces").stream()
                .flatMap(field -> Relation.parseField(field, control.get("Architecture")).stream())
                .flatMap(group -> group.relations().stream())
                .anyMatch(relation -> relation.name().equals(other));
    }
}
