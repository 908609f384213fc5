package org.pyflinkimage.spec.reader;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

/** Packages of the operating system, by their names alone: versions and architectures are the suite's and the image's. */
final class PackagesReader {

    /** What apt takes: a name, maybe with an architecture, a version or a suite (Debian Policy 5.6.1; apt-get(8)). */
    private static final Pattern FORM = Pattern.compile(
            "(?<name>[a-z0-9][a-z0-9+.-]{1,199})(?<architecture>:[a-z0-9-]*)?(?<version>\\s*([=/(<>~].*)?)");

    private static final Pattern APART = Pattern.compile("[\\s,;]+");

    /** Stands in a remedy where nobody can tell which package is meant. */
    private static final String UNKNOWN = "NAME";

    private final Reading reading;

    PackagesReader(Reading reading) {
        this.reading = reading;
    }

    List<String> packages() {
        List<String> names = new ArrayList<>();
        Set<String> repeated = new LinkedHashSet<>();
        for (String text : reading.declaration().exactValues(Element.PACKAGES)) {
            if (text.isEmpty()) {
                continue; // Told with all other empty values.
            }
            Optional<String> name = name(text);
            if (name.isPresent() && names.contains(name.get())) {
                repeated.add(name.get());
            }
            name.ifPresent(names::add);
        }
        repeated.forEach(name -> reading.report(
                Problem.declaration("PYF-891", "`%s` stands more than once in `<packages>`".formatted(name))
                        .remedy("once: " + corrected())));
        return names;
    }

    /** What to declare in the place of all that is declared. */
    private String corrected() {
        return Element.PACKAGES.withAll(meant());
    }

    /** All that are declared, each by the name that it seems to mean: a command line with one of them alone would lose the others. */
    private Set<String> meant() {
        Set<String> names = new LinkedHashSet<>();
        for (String text : reading.declaration().exactValues(Element.PACKAGES)) {
            if (!text.isEmpty()) {
                names.addAll(meant(text));
            }
        }
        return names;
    }

    /** Of a text; several where it has those side by side. */
    private static List<String> meant(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> parts = FORM.matcher(lower).matches() ? List.of(lower) : List.of(APART.split(lower));
        List<String> names = new ArrayList<>();
        for (String part : parts) {
            Matcher form = FORM.matcher(part);
            if (form.matches()) {
                names.add(form.group("name"));
            }
        }
        return names.isEmpty() ? List.of(UNKNOWN) : names;
    }

    private Optional<String> name(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            reading.report(noName(text));
            return Optional.empty();
        }
        String name = form.group("name");
        if (form.group("architecture") != null) {
            reading.report(refused(text)
                    .why("it names an architecture, which is that of the image")
                    .remedy(corrected()));
        } else if (!form.group("version").isEmpty()) {
            reading.report(refused(text)
                    .why(
                            "it names a version or a suite; images have the newest of their suite, which `pyflink.lock` fixes")
                    .remedy(corrected()));
        }
        return Optional.of(name);
    }

    private Problem noName(String text) {
        Problem problem = refused(text)
                .why(
                        "names are at least two of lower-case letters, digits, `+`, `-` and `.`, the first a letter or a digit");
        return problem.remedy(
                FORM.matcher(text.toLowerCase(Locale.ROOT)).matches()
                        ? corrected()
                        : "each package by its name, in an element of its own: " + corrected());
    }

    private static Problem refused(String text) {
        return Problem.declaration("PYF-890", "`%s` in `<packages>` is no name of a package".formatted(text));
    }
}
