package org.pyflinkimage.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * What a distribution says of itself in METADATA or PKG-INFO (core metadata).
 *
 * @param writtenName the name as written
 * @param version as written
 * @param requires what can be read of its requirements
 * @param unreadable requirements that follow no standard
 * @param requiresPython the Python versions that it is made for
 * @param extras the extras that it provides
 */
public record Metadata(
        String writtenName,
        String version,
        List<Requirement> requires,
        List<String> unreadable,
        Optional<SpecifierSet> requiresPython,
        List<String> extras) {

    /** No description is nearly as long. */
    private static final int LONGEST = 16 << 20;

    private static final Pattern OF_WHEEL = Pattern.compile("[^/]+\\.dist-info/METADATA");

    public Metadata {
        requires = List.copyOf(requires);
        unreadable = List.copyOf(unreadable);
        extras = List.copyOf(extras);
    }

    /** Reads the fields before the first empty line; empty where name or version is missing or malformed. */
    public static Optional<Metadata> parse(String text) {
        List<HeaderField> fields = fields(text);
        Optional<String> name = first(fields, "name").filter(NormalizedName::isName);
        Optional<String> version = first(fields, "version")
                .filter(value -> Pep440Version.parse(value).isPresent());
        if (name.isEmpty() || version.isEmpty()) {
            return Optional.empty();
        }
        List<Requirement> requires = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (String line : all(fields, "requires-dist")) {
            Requirement.parse(line).ifPresentOrElse(requires::add, () -> unreadable.add(line));
        }
        Optional<SpecifierSet> python = first(fields, "requires-python").flatMap(SpecifierSet::parse);
        return Optional.of(
                new Metadata(name.get(), version.get(), requires, unreadable, python, all(fields, "provides-extra")));
    }

    /**
     * Reads a wheel's METADATA; nothing else of the wheel is looked at.
     *
     * @param fileName the wheel's real name
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-450} or {@code PYF-452} where it cannot be read
     */
    public static Metadata ofWheel(Path wheel, String fileName) {
        try (ZipFile zip = BoundedZip.open(wheel, ZipEntryCheck.ENTRIES_AT_MOST)) {
            List<ZipArchiveEntry> found = Collections.list(zip.getEntries()).stream()
                    .filter(entry -> OF_WHEEL.matcher(entry.getName()).matches())
                    .toList();
            if (found.size() != 1) {
                throw WheelCheck.problem(
                                "PYF-452", "`%s` has not one METADATA but %s".formatted(fileName, found.size()))
                        .toException();
            }
            byte[] text = zip.getInputStream(found.get(0)).readNBytes(LONGEST + 1);
            if (text.length > LONGEST) {
                throw new IOException("its METADATA has more than %s bytes".formatted(LONGEST));
            }
            return parse(new String(text, StandardCharsets.UTF_8))
                    .orElseThrow(() -> WheelCheck.withoutIdentity(fileName).toException());
        } catch (IOException e) {
            throw WheelCheck.unreadable(fileName, e).toException(e);
        }
    }

    /** What is required there, one requirement without its marker each; what follows no standard stands as it was written. */
    public List<String> requirementsIn(MarkerEnvironment environment) {
        Stream<String> holding = requires.stream()
                .filter(requirement -> requirement.holdsIn(environment))
                .map(Requirement::toString);
        return Stream.concat(holding, unreadable.stream()).toList();
    }

    /** The distribution's name in the form that compares. */
    public NormalizedName name() {
        return NormalizedName.of(writtenName);
    }

    /** Lines that begin with a blank continue the field above. */
    private static List<HeaderField> fields(String text) {
        List<String> lines = Stream.of(text.split("\r?\n", -1))
                .takeWhile(line -> !line.isEmpty())
                .toList();
        return HeaderField.read(lines, line -> Character.isWhitespace(line.charAt(0)), line -> " " + line.strip());
    }

    private static List<String> all(List<HeaderField> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(HeaderField::value)
                .toList();
    }

    private static Optional<String> first(List<HeaderField> fields, String name) {
        return all(fields, name).stream().findFirst();
    }
}
