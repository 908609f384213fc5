package org.pyflinkimage.build;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.resolve.index.ProjectSettings;
import org.pyflinkimage.resolve.interpreter.LockedInterpreters;
import org.pyflinkimage.resolve.python.LocalWheels;
import org.pyflinkimage.resolve.python.WheelRequirements;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.SpecDigest;
import org.pyflinkimage.spec.SpecDigest.Beside;
import org.pyflinkimage.value.Sha256;

/**
 * The digest that a plan keeps of what it answers: of a spec, of the project's settings for uv, and of what wheels that are given as
 * files require; of folders of sources, where they take that from, too. Of a jar that the build itself makes neither bytes nor version count, of such a wheel not the rest of its bytes.
 *
 * @param lock where the addresses of the plan's files stand
 * @param wheels as they are on this machine's disk now
 */
record CellDigest(ImageSpec spec, LockFile lock, LocalWheels wheels) {

    /**
     * Whether a plan answers the spec. One from when its standalone CPython had not to be named answers a declaration that names it by
     * now: it is the same CPython, and who writes its name down has no other question.
     */
    boolean isOf(Plan plan) {
        return isExactlyOf(plan)
                || LockedInterpreters.unnamed(plan, spec.python())
                        .filter(python -> declaring(python).isExactlyOf(plan))
                        .isPresent();
    }

    private boolean isExactlyOf(Plan plan) {
        return of(plan.contents()).equals(Optional.of(plan.declaration()));
    }

    private CellDigest declaring(DeclaredPython python) {
        return new CellDigest(spec.with(spec.contents().withPython(python)), lock, wheels);
    }

    /** The digest for a plan with these contents; empty where a wheel is not there any more. */
    Optional<Sha256> of(PlannedContents contents) {
        ProjectSettings settings = new ProjectSettings(spec.requirements().files());
        List<String> lines = new ArrayList<>(settings.shaping());
        if (!spec.requirements().parts().groups().isEmpty()) {
            lines.addAll(settings.shapingGroups());
        }
        for (Wheel wheel : contents.wheels()) {
            if (wheel.location().source().isChanging()) {
                Optional<Path> file = wheels.file(lock.address(wheel.location()), wheel.fileName());
                if (file.isEmpty()) {
                    return Optional.empty();
                }
                Sha256 requirements = WheelRequirements.sumOf(file.get(), wheel.fileName());
                lines.add("wheel " + wheel.name() + " " + requirements.hex());
                wheels.places(lock.address(wheel.location()))
                        .forEach(place -> lines.add("beside " + wheel.name() + " " + place));
            }
        }
        return Optional.of(SpecDigest.of(spec, new Beside(connector -> isOfTheBuild(connector, contents), lines)));
    }

    /** A regular file on this machine's disk. */
    static Optional<Path> fileOf(URI address) {
        return "file".equals(address.getScheme())
                ? Optional.of(Path.of(address)).filter(Files::isRegularFile)
                : Optional.empty();
    }

    private static boolean isOfTheBuild(MavenCoordinates connector, PlannedContents contents) {
        return contents.jars().stream()
                .anyMatch(jar -> jar.location().source().equals(Source.BUILD)
                        && jar.coordinates().withVersion(connector.version()).equals(connector));
    }
}
