package org.pyflinkimage.spec.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.JobAttachments;
import org.pyflinkimage.spec.JobAttachments.Archive;
import org.pyflinkimage.value.Problem;

/** {@code <files>}, {@code <archives>} and {@code <jars>} of a job; whether they are there, its files say. */
record AttachmentsReader(Reading reading) {

    /** Flink splits its setting at commas and hashes, {@code PYTHONPATH} is split at colons. */
    private static final Pattern PATH = Pattern.compile("(?!/|.*//)[^,#:\\p{Cntrl}]+");

    private static final Pattern ARCHIVE = Pattern.compile("([^#]*)(?:#(?!\\.{1,2}$)([\\p{L}\\p{N}._-]+))?");

    JobAttachments read() {
        List<Archive> archives = new ArrayList<>();
        for (String text : reading.values(Element.ARCHIVES)) {
            Matcher parts = ARCHIVE.matcher(text);
            Optional<String> path = parts.matches() ? path(parts.group(1)) : Optional.empty();
            path.ifPresentOrElse(
                    there -> archives.add(new Archive(there, Optional.ofNullable(parts.group(2)))),
                    () -> reading.report(malformed(Element.ARCHIVES, text, "models/lda.zip#lda")));
        }
        reportShared(Element.ARCHIVES, "unpacked into", archives, Archive::target);
        List<String> jars = paths(Element.JARS, "libs/udf.jar");
        reportShared(Element.JARS, "linked as", jars, jar -> jar.substring(jar.lastIndexOf('/') + 1));
        return new JobAttachments(paths(Element.FILES, "libs/rates.zip"), archives, jars);
    }

    /** Flink unpacks archives of one folder over each other, and has one file of a name on its class path. */
    private <T> void reportShared(Element element, String what, List<T> all, Function<T, String> place) {
        all.stream()
                .collect(Collectors.groupingBy(place, TreeMap::new, Collectors.toList()))
                .forEach((name, sharing) -> {
                    if (sharing.size() > 1) {
                        reading.report(Problem.declaration(
                                        "PYF-276",
                                        "%s of `<job>%s` are %s `%s`"
                                                .formatted(sharing.size(), element.partTag(), what, name))
                                .why("the later one would be mixed with the earlier one, or take its place")
                                .remedy(
                                        element == Element.ARCHIVES
                                                ? "another folder for each, behind `#`: "
                                                        + element.with("models/lda.zip#lda")
                                                : "another name for one of the files"));
                    }
                });
    }

    private List<String> paths(Element element, String example) {
        List<String> paths = new ArrayList<>();
        for (String text : reading.values(element)) {
            path(text).ifPresentOrElse(paths::add, () -> reading.report(malformed(element, text, example)));
        }
        return paths;
    }

    private static Optional<String> path(String text) {
        String path =
                text.strip().replace('\\', '/').replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
        return PATH.matcher(path).matches()
                        && List.of(path.split("/")).stream().noneMatch(name -> name.matches("\\.\\.?"))
                ? Optional.of(path)
                : Optional.empty();
    }

    private static Problem malformed(Element element, String text, String example) {
        return Problem.declaration(
                        "PYF-263", "`%s` in `<job>%s` is no path in the job".formatted(text, element.partTag()))
                .why(
                        "a path goes from the job's folder on, without `,`, `:`, and with `#` only before an archive's folder")
                .remedy(element.with(example));
    }

    /** What the job adds to Flink's configuration; a key that is declared itself is a problem. */
    void addTo(Map<String, String> settings, JobAttachments attachments) {
        attachments.settings().forEach((key, value) -> {
            if (settings.putIfAbsent(key, value) != null) {
                reading.report(Problem.declaration(
                                "PYF-264", "`%s` stands in `<flinkConfig>`, and there are `<archives>`".formatted(key))
                        .why("both say what workers unpack")
                        .remedy("all of them in %s, or all in `<flinkConfig>`: `%s`"
                                .formatted(Element.ARCHIVES.partNamed(), value)));
            }
        });
    }
}
