package org.pyflinkimage.debian;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.debian.Relation.Alternatives;
import org.pyflinkimage.value.Sha256;

/**
 * A binary package as an archive's index describes it.
 *
 * @param architecture {@code amd64} or {@code all}
 * @param priority {@code required}, {@code important}, {@code standard}, {@code optional}, {@code extra}
 * @param dependencies of Pre-Depends and Depends
 * @param exclusions of Conflicts and Breaks
 * @param provides the virtual packages that it stands for; a bound there is the version provided
 * @param path of the file, relative to the archive
 * @param size of the file, in bytes
 */
public record DebianPackage(
        String name,
        DebianVersion version,
        String architecture,
        String priority,
        List<Alternatives> dependencies,
        List<Relation> exclusions,
        List<Relation> provides,
        String path,
        long size,
        Sha256 sha256)
        implements NamedPackage {

    private static final Pattern ARCHITECTURE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*+");

    /** In bytes: no package is nearly so large. */
    private static final long LARGEST = 16L << 30;

    public DebianPackage {
        dependencies = List.copyOf(dependencies);
        exclusions = List.copyOf(exclusions);
        provides = List.copyOf(provides);
    }

    /**
     * Reads an index's paragraph.
     *
     * @param target the architecture that packages are chosen for
     * @throws IllegalArgumentException where a field is missing, or has no such form as a lock file takes
     */
    static DebianPackage of(Stanza stanza, String target) {
        return new DebianPackage(
                required(stanza, "Package", ControlFile::isName),
                DebianVersion.parse(stanza.get("Version")),
                required(
                        stanza,
                        "Architecture",
                        text -> ARCHITECTURE.matcher(text).matches()),
                stanza.find("Priority").orElse("optional"),
                Stream.of("Pre-Depends", "Depends")
                        .flatMap(field -> relations(stanza, field, target))
                        .toList(),
                Stream.of("Conflicts", "Breaks")
                        .flatMap(field -> relations(stanza, field, target))
                        .flatMap(group -> group.relations().stream())
                        .toList(),
                relations(stanza, "Provides", target)
                        .flatMap(group -> group.relations().stream())
                        .toList(),
                required(stanza, "Filename", DebianPackage::isPath),
                Long.parseLong(required(stanza, "Size", DebianPackage::isSize)),
                Sha256.parse(stanza.get("SHA256")));
    }

    private static String required(Stanza stanza, String field, Predicate<String> form) {
        String text = stanza.get(field);
        if (!form.test(text)) {
            throw new IllegalArgumentException("its field `%s` cannot be `%s`".formatted(field, text));
        }
        return text;
    }

    /** Whether it leads to a file below the archive: a colon in its first part would end a scheme. */
    private static boolean isPath(String text) {
        List<String> parts = List.of(text.split("/", -1));
        return text.chars().allMatch(sign -> sign >= ' ' && sign < 0x7f && sign != '\\')
                && !parts.get(0).isEmpty()
                && parts.get(0).indexOf(':') < 0
                && !parts.contains("..");
    }

    private static boolean isSize(String text) {
        return text.matches("[0-9]{1,18}") && Long.parseLong(text) > 0 && Long.parseLong(text) <= LARGEST;
    }

    private static Stream<Alternatives> relations(Stanza stanza, String field, String target) {
        return stanza.find(field).stream().flatMap(text -> Relation.parseField(text, target).stream());
    }
}
