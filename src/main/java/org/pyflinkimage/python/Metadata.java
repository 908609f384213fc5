package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

    public Metadata {
        requires = List.copyOf(requires);
        unreadable = List.copyOf(unreadable);
        extras = List.copyOf(extras);
    }

    /** Reads the fields before the first empty line; empty where name or version is missing or malformed. */
    public static Optional<Metadata> parse(String text) {
        List<Field> fields = fields(text);
        Optional<String> name = first(fields, "name").filter(Metadata::isName);
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

    /** The distribution's name in the form that compares. */
    public NormalizedName name() {
        return NormalizedName.of(writtenName);
    }

    private record Field(String name, String value) {}

    /** Lines that begin with a blank continue the field above. */
    private static List<Field> fields(String text) {
        List<Field> fields = new ArrayList<>();
        for (String line : text.split("\r?\n", -1)) {
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if (Character.isWhitespace(line.charAt(0)) && !fields.isEmpty()) {
                Field last = fields.remove(fields.size() - 1);
                fields.add(new Field(last.name(), last.value() + " " + line.strip()));
            } else if (colon > 0) {
                String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                fields.add(new Field(name, line.substring(colon + 1).strip()));
            }
        }
        return fields;
    }

    private static List<String> all(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }

    private static Optional<String> first(List<Field> fields, String name) {
        return all(fields, name).stream().findFirst();
    }

    private static boolean isName(String text) {
        return text.matches("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");
    }
}
