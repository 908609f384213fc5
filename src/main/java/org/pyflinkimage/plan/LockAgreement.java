package org.pyflinkimage.plan;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.python.WheelName;
import org.pyflinkimage.python.WheelTag;
import org.pyflinkimage.spec.Combination;

/** Holds the entries of a lock file against each other: each may be well-formed, and the whole no plan of any image. */
final class LockAgreement {

    /** What all files of one image weigh is far below. */
    private static final long LARGEST_PLAN = 64L << 30;

    private final LockFile lock;
    private final LockPlaces places;
    private final LockMistakes mistakes;

    LockAgreement(LockFile lock, LockPlaces places, LockMistakes mistakes) {
        this.lock = lock;
        this.places = places;
        this.mistakes = mistakes;
    }

    void check() {
        Set<Combination> combinations = new HashSet<>();
        for (Plan plan : lock.plans()) {
            if (!combinations.add(plan.combination())) {
                disagree(
                        plan,
                        "%s has a second plan".formatted(plan.combination()),
                        "nobody could say which one counts");
            }
            check(plan);
        }
        checkTable();
    }

    private void check(Plan plan) {
        PlannedContents contents = plan.contents();
        checkOrder(contents.debs(), Deb::name);
        checkOrder(contents.distributions(), LockedArtifact::title);
        checkOrder(contents.jars(), jar -> jar.coordinates().toString());
        plan.artifacts().forEach(this::checkLocation);
        contents.jars().forEach(this::checkJar);
        contents.interpreter().ifPresent(this::checkInterpreter);
        new SystemAgreement(plan, places, mistakes).check();
        checkWheels(plan);
        checkWeight(plan);
    }

    /** In the order in which they are written each name stands once, and the same files make the same image. */
    private <T extends LockedArtifact> void checkOrder(List<T> artifacts, Function<T, String> name) {
        for (int i = 1; i < artifacts.size(); i++) {
            String before = name.apply(artifacts.get(i - 1));
            String here = name.apply(artifacts.get(i));
            if (before.equals(here)) {
                disagree(artifacts.get(i), "`%s` is there twice".formatted(here), "an image has one version of each");
            } else if (before.compareTo(here) > 0) {
                disagree(
                        artifacts.get(i),
                        "`%s` stands behind `%s`".formatted(here, before),
                        "entries are in the order of their names, which is the order of their installation");
            }
        }
    }

    private void checkLocation(LockedArtifact artifact) {
        Location location = artifact.location();
        if (!artifact.liesIn(location.source().kind())) {
            disagree(
                    artifact,
                    "`%s` cannot come from `%s`".formatted(artifact.title(), location.source()),
                    "packages come from an archive, a standalone CPython from `cpython`, Python distributions from `python` or `local`, jars from `maven`, `build`,"
                            + " `installed` or `snapshots`");
        } else if (location.source().hasAddress()) {
            checkAddress(artifact, location);
        }
    }

    private void checkAddress(LockedArtifact artifact, Location location) {
        URI base = lock.sources().get(location.source());
        if (base == null) {
            disagree(
                    artifact,
                    "`sources` has no `%s`, where `%s` should lie".formatted(location.source(), artifact.title()),
                    "an artifact is found below a base address of that table");
        } else if (LockAddresses.isWhole(location.path()) && !location.path().startsWith(base.toString())) {
            disagree(
                    artifact,
                    "`%s` does not lie in its source `%s`".formatted(artifact.title(), location.source()),
                    "its path is an address elsewhere");
        }
    }

    private void checkJar(Jar jar) {
        if (!jar.location().path().equals(jar.coordinates().path())) {
            disagree(
                    jar,
                    "`%s` lies elsewhere in a repository".formatted(jar.coordinates()),
                    "expected is `%s`".formatted(jar.coordinates().path()));
        }
    }

    /** Another file of its size and sum is none, but another place would be asked for it. */
    private void checkInterpreter(Interpreter interpreter) {
        List<String> paths = Interpreter.pathsOf(interpreter.file());
        if (!paths.contains(interpreter.location().path())) {
            disagree(
                    interpreter,
                    "`%s` lies elsewhere in its source".formatted(interpreter.file()),
                    "expected is `%s` or `%s`".formatted(paths.get(0), paths.get(1)));
        }
    }

    private void checkWheels(Plan plan) {
        for (Wheel wheel : plan.contents().wheels()) {
            // Most wheels are named plainly, and run everywhere: nothing of their names has to be taken apart.
            if (!isPlain(wheel)) {
                checkWheel(wheel, plan.combination());
            }
        }
    }

    private static boolean isPlain(Wheel wheel) {
        String stem = wheel.name().underscored() + "-" + wheel.version();
        return wheel.fileName().equals(stem + "-py3-none-any.whl")
                || wheel.fileName().equals(stem + "-py2.py3-none-any.whl");
    }

    private void checkWheel(Wheel wheel, Combination cell) {
        Optional<WheelName> name = WheelName.parse(wheel.fileName());
        if (name.isEmpty()) {
            disagree(
                    wheel,
                    "`%s` is no name of a wheel".formatted(wheel.fileName()),
                    "it has name, version, and three tags, with hyphens between");
        } else if (!isNamed(wheel, name.get())) {
            disagree(
                    wheel,
                    "`%s` is not `%s` %s".formatted(wheel.fileName(), wheel.name(), wheel.version()),
                    "by its file name it is `%s` %s"
                            .formatted(name.get().name(), name.get().version()));
        } else if (name.get().tags().stream().noneMatch(tag -> mayRun(tag, cell))) {
            disagree(
                    wheel,
                    "`%s` does not run in this image".formatted(wheel.fileName()),
                    "the image is for Python %s on %s".formatted(cell.python(), cell.platform()));
        }
    }

    private static boolean isNamed(Wheel wheel, WheelName name) {
        return name.name().equals(wheel.name())
                && Pep440Version.parse(wheel.version())
                        .filter(name.version()::equals)
                        .isPresent();
    }

    /** Which of the tags that may run fits best was decided when the wheel was chosen. */
    private static boolean mayRun(WheelTag tag, Combination cell) {
        return (tag.platform().equals("any")
                        || tag.platform().endsWith("_" + cell.platform().machine()))
                && (tag.python().startsWith("py")
                        || tag.python().equals(cell.python().pythonTag())
                        || tag.abi().equals("abi3")
                        || tag.abi().equals("none"));
    }

    /** No sum overflows: each size has a bound, and so many lines no file. */
    private void checkWeight(Plan plan) {
        long weight = plan.artifacts().stream().mapToLong(LockedArtifact::size).sum();
        if (weight > LARGEST_PLAN) {
            disagree(
                    plan,
                    "the files of %s have %s bytes".formatted(plan.combination(), weight),
                    "no image has more than %s GiB".formatted(LARGEST_PLAN >> 30));
        }
    }

    private void checkTable() {
        Set<Source> used = new TreeSet<>();
        lock.plans()
                .forEach(plan -> plan.artifacts()
                        .forEach(artifact -> used.add(artifact.location().source())));
        for (Source source : lock.sources().keySet()) {
            if (!source.hasAddress()) {
                disagree(source, "`sources` has a `%s`".formatted(source), "only Maven knows where jars lie");
            } else if (!used.contains(source)) {
                disagree(source, "nothing comes from `%s`".formatted(source), "the table names what entries refer to");
            }
        }
    }

    private void disagree(Object thing, String what, String why) {
        mistakes.disagreement(places.of(thing), what, why);
    }
}
