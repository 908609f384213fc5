package org.pyflinkimage.mojo.maven;

import java.util.List;
import org.pyflinkimage.spec.JarPattern;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Blame;

/** What to say where connectors cannot come with what they depend on. */
final class ClosureProblems {

    private static final String SINGLE =
            "each jar as a `<connector>` (-Dpyflink.connectors) of its own, without `<transitive>`";

    private ClosureProblems() {}

    /**
     * {@code PYF-528}: a dependency that is not had.
     *
     * @param told what it means by itself
     * @param way the coordinates that lead to it, from a connector on
     */
    static Problem missing(Problem told, List<String> way) {
        String last = way.get(way.size() - 1);
        String what = "`%s` cannot be had, which `%s` depends on".formatted(last, way.get(0));
        Problem problem = told.blame() == Blame.DECLARATION
                ? Problem.declaration("PYF-528", what)
                : Problem.environment("PYF-528", what);
        return completed(problem.why(told.what()), told, way);
    }

    /** {@code PYF-528}: a dependency whose name has a property in it that has no value, or what no name has. */
    static Problem malformed(List<String> way) {
        return Problem.declaration(
                        "PYF-528",
                        "`%s` cannot be had, which `%s` depends on".formatted(way.get(way.size() - 1), way.get(0)))
                .why("no jar is called so; variables of the machine that builds are not put into POMs of others")
                .remedy(SINGLE);
    }

    /** {@code PYF-528}: a dependency, or a connector itself, that does not say what it depends on. */
    static Problem unknown(Problem told, List<String> way) {
        String what = "what `%s` depends on is not known, as its POM cannot be had".formatted(way.get(way.size() - 1));
        Problem problem = told.blame() == Blame.DECLARATION
                ? Problem.declaration("PYF-528", what)
                : Problem.environment("PYF-528", what);
        return completed(problem, told, way);
    }

    private static Problem completed(Problem problem, Problem told, List<String> way) {
        List<String> remedies = told.remedies().stream()
                .filter(remedy -> !remedy.equals(JarFailure.CORRECT))
                .toList();
        return way.size() > 1
                ? problem.why("it is a dependency: " + shown(way))
                        .why(told.why())
                        .remedy(remedies)
                        .remedy("or leave it out, with what it leads to: " + exclusion(way))
                : problem.why(told.why()).remedy(remedies).remedy("or " + SINGLE);
    }

    /** {@code PYF-528} where Maven's resolver gives another reason. */
    static Problem unexplained(String said) {
        return Problem.environment("PYF-528", "what the connectors depend on cannot be told")
                .why(said)
                .remedy(SINGLE);
    }

    /** {@code PYF-529}: a connector whose dependencies may be others tomorrow. */
    static Problem changing(MavenCoordinates connector) {
        return Problem.declaration(
                        "PYF-529", "`%s` is still being worked on, and what it depends on with it".formatted(connector))
                .why(
                        "the jars that a connector depends on are locked; those of a `-SNAPSHOT`, and of a module of this build, may be"
                                + " others tomorrow")
                .remedy("that connector without `<transitive>`: " + besideOthers(connector)
                        + "; what it needs each as a `<connector>` too, where a release may be transitive");
    }

    /** {@code PYF-529}: a dependency that may be another tomorrow. */
    static Problem changing(MavenCoordinates jar, List<String> way) {
        return Problem.declaration(
                        "PYF-529", "`%s` is still being worked on, and a dependency of a connector".formatted(jar))
                .why("it is a dependency: " + shown(way))
                .why(
                        "the jars that a connector depends on are locked; a `-SNAPSHOT` and a module of this build may have other"
                                + " dependencies tomorrow")
                .remedy(
                        "declare it as a connector, which is taken as it is at every build, without what it depends on: "
                                + besideOthers(jar))
                .remedy("or leave it out: " + exclusion(way));
    }

    /** No value of the property has what else is declared of the others, such as what they leave out. */
    private static String besideOthers(MavenCoordinates jar) {
        return "`<connectors><connector>%s</connector></connectors>` beside the others; `-Dpyflink.connectors` would replace those"
                .formatted(jar);
    }

    private static String shown(List<String> way) {
        return "`" + String.join("` -> `", way) + "`";
    }

    private static String exclusion(List<String> way) {
        String last = way.get(way.size() - 1);
        String[] parts = last.split(":", -1);
        return "`%s` in the `<connector>` of `%s`, which no property says"
                .formatted(new JarPattern(parts[0], parts[1]).xml(), way.get(0));
    }
}
