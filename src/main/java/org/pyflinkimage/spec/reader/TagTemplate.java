package org.pyflinkimage.spec.reader;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;

/**
 * A tag with placeholders for what tells images apart.
 *
 * @param text {@code @{flink}-java@{java}}; {@code ${flink}} means the same, where Maven lets it through
 */
record TagTemplate(String text) {

    static final TagTemplate STANDARD = new TagTemplate("@{flink}-java@{java}-python@{python}");

    private static final Pattern PLACEHOLDER = Pattern.compile("[$@]\\{([^}]*)}");
    private static final Combination SAMPLE =
            new Combination(new FlinkVersion(2, 2, 1), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64);

    /** The names of all placeholders that there are. */
    static Set<String> placeholders() {
        return valuesOf(SAMPLE).keySet();
    }

    /** The first placeholder that there is not. */
    Optional<String> unknownPlaceholder() {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(word -> !placeholders().contains(word))
                .findFirst();
    }

    /** Whether it becomes a tag once its placeholders are filled in. */
    boolean isTag() {
        return ImageReference.isTag(fill(SAMPLE));
    }

    /** A cell's tag. */
    String fill(Combination cell) {
        Map<String, String> values = valuesOf(cell);
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), "")));
    }

    private static Map<String, String> valuesOf(Combination cell) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("flink", cell.flink().toString());
        values.put("java", cell.java().toString());
        values.put("python", cell.python().toString());
        values.put("platform", cell.platform().slug());
        return values;
    }

    @Override
    public String toString() {
        return text;
    }
}
