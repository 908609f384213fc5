package org.pyflinkimage.plan;

import java.util.Optional;
import java.util.function.Function;
import org.pyflinkimage.debian.DebianVersion;
import org.pyflinkimage.debian.PackageName;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.value.GlibcVersion;

/** Holds the packages of one plan against what it says of its operating system. */
final class SystemAgreement {

    private final Plan plan;
    private final LockPlaces places;
    private final LockMistakes mistakes;

    SystemAgreement(Plan plan, LockPlaces places, LockMistakes mistakes) {
        this.plan = plan;
        this.places = places;
        this.mistakes = mistakes;
    }

    void check() {
        plan.base().ifPresent(this::checkBase);
        checkLines();
        checkReleases();
        String architecture = plan.combination().platform().architecture();
        for (Deb deb : plan.contents().debs()) {
            if (!deb.architecture().equals("all") && !deb.architecture().equals(architecture)) {
                mistakes.disagreement(
                        places.of(deb),
                        "`%s` is for `%s`".formatted(deb.name(), deb.architecture()),
                        "the image is for `%s`".formatted(architecture));
            }
        }
        checkVersion(
                PackageName.LIBC, GlibcVersion::leading, "glibc", plan.system().glibc());
        plan.contents().interpreter().ifPresentOrElse(this::checkInterpreter, this::checkPackagedPython);
    }

    private void checkPackagedPython() {
        if (!plan.hasPackagedPython()) {
            return; // Another than the image runs on may be among declared packages.
        }
        checkVersion(
                "python" + plan.combination().python(),
                PythonVersion::leading,
                "pythonVersion",
                plan.system().python());
    }

    private void checkInterpreter(Interpreter interpreter) {
        if (!interpreter.file().build().version().equals(plan.system().python())) {
            mistakes.disagreement(
                    places.of(interpreter),
                    "`%s` is %s".formatted(interpreter.title(), interpreter.version()),
                    "the plan's `pythonVersion` is `%s`".formatted(plan.system().python()));
        }
        if (interpreter.file().platform() != plan.combination().platform()) {
            mistakes.disagreement(
                    places.of(interpreter),
                    "`%s` is for %s"
                            .formatted(interpreter.title(), interpreter.file().platform()),
                    "the image is for %s".formatted(plan.combination().platform()));
        }
    }

    private void checkLines() {
        if (plan.base().isEmpty() && find(PackageName.LIBC).isEmpty()) {
            mistakes.disagreement(
                    places.of(plan),
                    "the operating system of %s has no `%s`".formatted(plan.combination(), PackageName.LIBC),
                    "no program starts without the C library");
        }
        if (!plan.system().python().line().equals(plan.combination().python())) {
            mistakes.disagreement(
                    places.of(plan),
                    "`pythonVersion` is %s".formatted(plan.system().python()),
                    "the plan is for Python %s".formatted(plan.combination().python()));
        }
    }

    /** What is built upon an image has one Python, that image's or one of its own. */
    private void checkBase(LockedBase base) {
        boolean standalone = plan.contents().interpreter().isPresent();
        if (standalone && base.python().isPresent()) {
            mistakes.disagreement(
                    places.of(base),
                    "%s has an `interpreter`, and a `%s` with a `%s`"
                            .formatted(plan.combination(), LockFileCodec.BASE, LockFileCodec.PYTHON_OF_BASE),
                    "an image runs on one Python");
        }
        if (!standalone && base.python().isEmpty()) {
            mistakes.disagreement(
                    places.of(base),
                    "%s has a `%s`, and no `interpreter`".formatted(plan.combination(), LockFileCodec.BASE),
                    "without the base's own `%s` a standalone CPython comes upon it"
                            .formatted(LockFileCodec.PYTHON_OF_BASE));
        }
    }

    private void checkReleases() {
        SuiteName suite = plan.system().suite();
        for (String name : plan.system().releases().bySuite().keySet()) {
            if (!SuiteName.parse(name).release().equals(suite.release())) {
                mistakes.disagreement(
                        places.of(plan),
                        "`releases` has a `%s`".formatted(name),
                        "the plan's `suite` is `%s`".formatted(suite));
            }
        }
    }

    /** A package's version begins with the release that it is of. */
    private <T> void checkVersion(String name, Function<String, Optional<T>> leading, String field, T stated) {
        find(name).ifPresent(deb -> {
            Optional<T> release =
                    leading.apply(DebianVersion.parse(deb.version()).upstream());
            if (release.isPresent() && !release.get().equals(stated)) {
                mistakes.disagreement(
                        places.of(deb),
                        "`%s` is %s".formatted(name, deb.version()),
                        "the plan's `%s` is `%s`".formatted(field, stated));
            }
        });
    }

    private Optional<Deb> find(String name) {
        return plan.contents().debs().stream()
                .filter(deb -> deb.name().equals(name))
                .findFirst();
    }
}
