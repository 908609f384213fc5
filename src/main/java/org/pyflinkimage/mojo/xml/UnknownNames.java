package org.pyflinkimage.mojo.xml;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Spelling;

/** What is said of elements and properties that there are none of. Maven 3.8 passes them over without a word. */
public final class UnknownNames {

    /** Elements that stand in another one, and look as if they stood alone. */
    private static final List<String> OF_THE_MATRIX = List.of("flink", "java", "python", "platforms");

    /** Whoever has another word for sources means the job's, and not where a lock file may take files from. */
    private static final List<String> SOURCES = List.of("sources");

    private static final List<String> OF_THE_JOB = List.of("entry", "module", "arguments", "includes");

    private static final String JOB = "job";

    private UnknownNames() {}

    /**
     * An element.
     *
     * @param place the start tag of what it stands in
     * @param known all that may stand there
     */
    public static Problem element(String name, String place, Collection<String> known) {
        Problem problem = Problem.declaration("PYF-069", "`<%s>` is no element of `%s`".formatted(name, place))
                .why("what it says would be lost");
        Optional<String> axis = known.contains("matrix") ? NearestName.of(name, OF_THE_MATRIX) : Optional.empty();
        if (axis.isPresent()) {
            return problem.remedy("it stands in the matrix: `<matrix><%1$s>...</%1$s></matrix>`".formatted(axis.get()));
        }
        Optional<String> ofTheJob = known.contains(JOB) ? ofTheJob(name) : Optional.empty();
        if (ofTheJob.isPresent()) {
            return problem.remedy("it stands in the job: `<job><%1$s>...</%1$s></job>`".formatted(ofTheJob.get()));
        }
        return NearestName.of(name, known)
                .map(near -> problem.remedy("`<%s>`, or remove it".formatted(near)))
                .orElseGet(() -> problem.why("there are `%s`".formatted(String.join("`, `", new TreeSet<>(known))))
                        .remedy("one of these, or remove it"));
    }

    private static Optional<String> ofTheJob(String name) {
        return NearestName.byMeaning(name, SOURCES).or(() -> NearestName.of(name, OF_THE_JOB));
    }

    /** A property. */
    public static Problem property(String name, Collection<String> known) {
        Problem problem = Problem.declaration("PYF-072", "there is no property `%s`".formatted(name))
                .why("what it says would be lost");
        Map<String, String> byWord = byWord(known);
        Optional<String> job = NearestName.byMeaning(wordOf(name), SOURCES).map(sources -> JOB);
        return job.filter(byWord::containsKey)
                .or(() -> NearestName.of(wordOf(name), byWord.keySet()))
                .map(byWord::get)
                .map(near -> problem.remedy("`%s`, or remove it".formatted(near.endsWith(".") ? near + "KEY" : near)))
                .orElseGet(() -> problem.remedy("one of `%s`".formatted(String.join("`, `", new TreeSet<>(known)))));
    }

    /** Whether a property is spelled almost as one that there is. */
    public static boolean isAlmost(String name, Collection<String> known) {
        return Spelling.nearest(wordOf(name), byWord(known).keySet()).isPresent();
    }

    /** Properties by what stands behind their first dot, and before the next: some have a key there. */
    private static Map<String, String> byWord(Collection<String> known) {
        Map<String, String> byWord = new TreeMap<>();
        known.forEach(property -> byWord.put(wordOf(property), property));
        return byWord;
    }

    private static String wordOf(String property) {
        return property.replaceFirst("^[^.]*\\.", "").replaceFirst("\\..*", "");
    }
}
