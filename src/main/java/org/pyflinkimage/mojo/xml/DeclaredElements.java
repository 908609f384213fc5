package org.pyflinkimage.mojo.xml;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Setting;
import org.pyflinkimage.value.Problem;

/** Puts into a declaration what is said of its elements, by the place that wins: command line, element, the POM's properties. */
public final class DeclaredElements {

    private final Declaration declaration;
    private final DeclaredValues values;
    private final BeanReader beans;

    /** @param expressions what Maven makes of a text with {@code ${...}} in it */
    public DeclaredElements(Declaration declaration, DeclaredValues values, UnaryOperator<String> expressions) {
        this.declaration = declaration;
        this.values = values;
        this.beans = new BeanReader(expressions, declaration::withProblem);
    }

    /** Declares an element of one value. */
    public void one(Element element, @Nullable String xml) {
        values.text(element, xml)
                .filter(text -> !text.isBlank())
                .ifPresent(text -> declaration.with(element, List.of(text)));
    }

    /** Declares an element of several values. */
    public void several(Element element, @Nullable List<@Nullable String> xml) {
        Optional<? extends Collection<? extends @Nullable String>> texts = values.list(element.property(), xml);
        texts.ifPresent(list -> declaration.with(element, list));
    }

    /** Declares an element of the words of a command line. */
    public void words(Element element, @Nullable PlexusConfiguration xml) {
        ArgumentsElement.read(element, values, xml, beans, declaration::withProblem)
                .ifPresent(words -> declaration.withExactly(element, words));
    }

    /** Declares the axes of {@code <matrix>}. */
    public void matrix(@Nullable PlexusConfiguration xml) {
        Matrix matrix = beans.fill(new Matrix(), xml);
        for (Element axis : List.of(Element.FLINK, Element.JAVA, Element.PYTHON, Element.PLATFORMS)) {
            several(axis, matrix.axis(axis));
        }
        declaration.without(matrix.exclusions());
    }

    /** Declares what {@code <job>} says: a job of the command line replaces the POM's, entry and all. */
    public void job(@Nullable PlexusConfiguration xml) {
        boolean other = values.fromCommandLine(Element.JOB.property()).isPresent();
        Job job = other ? new Job() : Job.read(xml, beans);
        several(Element.JOB, job.sources());
        one(Element.ENTRY, job.entry());
        one(Element.MODULE, job.module());
        words(Element.ARGUMENTS, job.arguments());
        several(Element.FILES, job.files());
        several(Element.ARCHIVES, job.archives());
        several(Element.JARS, job.jars());
        several(Element.INCLUDES, job.includes());
        several(Element.EXCLUDES, job.excludes());
    }

    /** Declares the jars of {@code <connectors>}: those of the command line replace the POM's, dependencies, places and all. */
    public void connectors(@Nullable PlexusConfiguration xml) {
        ConnectorsElement element = xml == null ? null : ConnectorsElement.read(xml, beans);
        several(Element.CONNECTORS, element == null ? null : List.copyOf(element.coordinates()));
        if (element != null
                && values.fromCommandLine(Element.CONNECTORS.property()).isEmpty()) {
            declaration.withDependencies(element.dependencies()).withPlaces(element.places());
        }
    }

    /** Declares which of the project's own dependencies images have. */
    public void dependencies(@Nullable PlexusConfiguration xml) {
        one(Element.INCLUDE_SCOPE, beans.fill(new DependenciesElement(), xml).includeScope);
    }

    /** Declares the folders of {@code <extraDirectories>}: those of the command line replace the POM's. */
    public void extraDirectories(@Nullable PlexusConfiguration xml) {
        declaration.withExtraDirectories(ExtraDirectoriesElement.read(values, xml, beans));
    }

    /** Declares the package indexes of {@code <indexes>}: those of the command line replace the POM's. */
    public void indexes(@Nullable PlexusConfiguration xml) {
        declaration.withIndexes(IndexesElement.read(values, xml, beans));
    }

    /** Declares what {@code <requirements>} says. */
    public void requirements(@Nullable PlexusConfiguration xml) {
        RequirementsElement.read(values, xml).ifPresent(texts -> declaration.with(Element.REQUIREMENTS, texts));
    }

    /** The settings of an element of keys. */
    public List<Setting> settings(KeyedElement place, @Nullable PlexusConfiguration xml) {
        return new FlatSettings(place, values).read(xml, declaration::withProblem);
    }

    /** The severities of {@code <rules>}, by code. */
    public Map<String, String> levels(@Nullable PlexusConfiguration xml) {
        Map<String, String> levels = new TreeMap<>();
        for (Setting setting : settings(KeyedElement.RULES, xml)) {
            if (levels.put(setting.key(), setting.value()) != null) {
                declaration.withProblem(
                        Problem.declaration("PYF-068", "`%s` stands twice in `<rules>`".formatted(setting.key()))
                                .remedy("remove one of the two"));
            }
        }
        return levels;
    }
}
