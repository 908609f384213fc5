package org.pyflinkimage.build.layout;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.build.layout.JarPair.Factories;
import org.pyflinkimage.jar.ClassReference;
import org.pyflinkimage.jar.JarReader;
import org.pyflinkimage.jar.JavaForm;
import org.pyflinkimage.jar.KnownClasses;
import org.pyflinkimage.jar.Service;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.FirstOf;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Visible;

/** What is said of jars that do not fit together. */
final class JarTexts {

    private static final int AT_MOST = 3;
    private static final String EITHER =
            "the class path takes either: methods are missing, or classes differ from themselves";

    private final ImageSpec spec;
    private final JarRemedies remedies;

    JarTexts(ImageSpec spec, JarCoordinates coordinates) {
        this.spec = spec;
        this.remedies = new JarRemedies(spec, coordinates);
    }

    /** What the texts depend on beside the jars. */
    List<String> shape() {
        return remedies.shape();
    }

    Problem factories(JarPair pair, Factories factories) {
        Problem problem = warning(
                "PYF-896",
                "%s and %s bring the same: %s".formatted(named(pair.one()), named(pair.other()), answers(factories)));
        if (!factories.same().isEmpty()) {
            problem = problem.why(
                    "both have `%s`, in different versions; the class path takes either, and may take its other classes of the other"
                            .formatted(shown(factories.same().get(0).implementation())));
        }
        if (!factories.rivals().isEmpty()) {
            JarPair.Rivals first = factories.rivals().get(0);
            problem = problem.why("`%s` of the one and `%s` of the other answer to it: %s"
                    .formatted(
                            shown(first.one().implementation()),
                            shown(first.other().implementation()),
                            first.one().contract().equals(Service.FILE_SYSTEM)
                                    ? "Flink takes either, and tells nobody"
                                    : "Flink ends with `Multiple factories for identifier`"));
        }
        return silenced(problem.remedy(remedies.oneOf(pair)));
    }

    private static String answers(Factories factories) {
        Set<String> answers = new LinkedHashSet<>();
        factories.same().forEach(service -> answers.add(answer(service)));
        factories.rivals().forEach(rivals -> answers.add(answer(rivals.one())));
        return some(answers);
    }

    private static String answer(Service service) {
        return service.identifier().isEmpty()
                ? service.implementation().substring(service.implementation().lastIndexOf('.') + 1)
                : service.identifier();
    }

    Problem classes(JarPair pair, Collection<String> classes) {
        ImageJar flinks = pair.one().isFlinks() ? pair.one() : pair.other();
        ImageJar foreign = pair.one().isFlinks() ? pair.other() : pair.one();
        return silenced(warning(
                        "PYF-899",
                        "%s brings %s of Flink's own in another version than %s"
                                .formatted(named(foreign), classes(classes.size()), named(flinks)))
                .why(some(classes.stream().map(JavaForm::ofClass).toList()))
                .why(EITHER)
                .remedy(remedies.without(foreign))
                .remedy(remedies.another(foreign)));
    }

    /** @param instead the connector that has the library inside, under other names */
    Problem versions(JarPair pair, ClientLibraries.Versions versions, Optional<String> instead) {
        String library = versions.library();
        Problem problem = warning(
                        "PYF-961",
                        "%s and %s have %s of `%s` in different versions"
                                .formatted(
                                        named(pair.one()),
                                        named(pair.other()),
                                        classes(versions.classes().size()),
                                        library))
                .why(some(versions.classes().stream().map(JavaForm::ofClass).toList()))
                .why(EITHER)
                .remedy("%s; or %s"
                        .formatted(remedies.without(library, pair.one()), remedies.without(library, pair.other())));
        return silenced(instead.map(connector -> problem.remedy(
                        "or a connector that has the library inside, under other names, so that only the other jar's is left: "
                                + remedies.declared(connector)))
                .orElse(problem));
    }

    Problem missing(ImageJar jar, List<ClassReference> missing, KnownClasses known) {
        List<String> uses = missing.stream()
                .limit(AT_MOST)
                .map(reference -> use(reference, known))
                .toList();
        Problem problem = warning(
                        "PYF-897",
                        "%s uses what Flink %s has not: %s"
                                .formatted(
                                        named(jar),
                                        spec.combination().flink(),
                                        missing.size() == 1
                                                ? "a class, a method or a field"
                                                : missing.size() + " classes, methods and fields"))
                .why(uses);
        if (missing.size() > AT_MOST) {
            problem = problem.why("and %s more".formatted(missing.size() - AT_MOST));
        }
        return silenced(
                problem.why("what comes to that ends with NoClassDefFoundError, NoSuchMethodError or NoSuchFieldError")
                        .remedy(remedies.another(jar)));
    }

    private static String use(ClassReference reference, KnownClasses known) {
        return "`%s` uses `%s`"
                .formatted(
                        shown(JavaForm.ofClass(reference.from())),
                        shown(known.hasAlike(reference) ? JavaForm.withResult(reference) : JavaForm.of(reference)));
    }

    Problem newerThanJava(ImageJar jar, String type, int java) {
        Problem problem = warning(
                        "PYF-898",
                        "%s is compiled for Java %s, and the image has %s"
                                .formatted(named(jar), java, spec.combination().java()))
                .why("`%s` ends with UnsupportedClassVersionError".formatted(shown(JavaForm.ofClass(type))));
        return silenced(remedies.java(java).map(problem::remedy).orElse(problem).remedy(remedies.forOlderJava(jar)));
    }

    /** What is not judged; empty where all of them are. */
    Optional<Problem> unread(List<ImageJar> jars) {
        return jars.isEmpty()
                ? Optional.empty()
                : Optional.of(silenced(warning(
                                "PYF-962",
                                "%s of the base %s not looked into"
                                        .formatted(
                                                some(jars.stream()
                                                        .map(ImageJar::shown)
                                                        .toList()),
                                                jars.size() == 1 ? "is" : "are"))
                        .withSeverity(Problem.Severity.NOTE)
                        .why("more than %s GiB in one: whether they fit the image's other jars is not known"
                                .formatted(JarReader.UNPACKED_AT_MOST >> 30))
                        .remedy("a base with smaller ones: " + Element.BASE.named())));
    }

    /** Where somebody knows better. */
    static Problem silenced(Problem problem) {
        return problem.remedy("where the job runs nonetheless: `<rules><%s>off</%s></rules>` (-Dpyflink.rules.%s=off)"
                .formatted(problem.code(), problem.code(), problem.code()));
    }

    private static Problem warning(String code, String what) {
        return Problem.declaration(code, what).withSeverity(Problem.Severity.WARNING);
    }

    private static String classes(int count) {
        return count == 1 ? "a class" : count + " classes";
    }

    private static String named(ImageJar jar) {
        return "`%s`".formatted(jar.shown());
    }

    private static String shown(String name) {
        return Visible.inLine(name);
    }

    private static String some(Collection<String> words) {
        return FirstOf.of(AT_MOST, words, JarTexts::shown).quoted();
    }
}
