package org.pyflinkimage.mojo.xml;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.ShellWords;

/**
 * Words of a command line, such as {@code <arguments>}: an element for each, or one text that is split as a shell does, as that of the
 * property is.
 */
final class ArgumentsElement {

    private ArgumentsElement() {}

    /** The words by the place that wins; empty where no place gives any. */
    static Optional<List<String>> read(
            Element element,
            DeclaredValues values,
            @Nullable PlexusConfiguration xml,
            BeanReader beans,
            Consumer<Problem> problems) {
        String property = element.property();
        if (xml == null || values.fromCommandLine(property).isPresent()) {
            return values.text(property, null).map(text -> split(element, text, problems));
        }
        return Optional.of(
                xml.getChildCount() == 0
                        ? split(element, beans.text(xml), problems)
                        : Arrays.stream(xml.getChildren()).map(beans::exactText).toList());
    }

    private static List<String> split(Element element, String text, Consumer<Problem> problems) {
        return ShellWords.ofShell(text).orElseGet(() -> {
            String tag = "<%s>".formatted(element.property().replaceFirst("^pyflink[.]", ""));
            problems.accept(Problem.declaration("PYF-268", "a quote in `%s` does not end".formatted(tag))
                    .why("one text is split as a shell does, and all behind such a quote would be one word")
                    .remedy("the same quote behind the word, or a backslash in front of this one")
                    .remedy("or an element for each, which needs no quotes: `%s<argument>...</argument>%s` (-D%s)"
                            .formatted(tag, tag.replace("<", "</"), element.property())));
            return List.of();
        });
    }
}
