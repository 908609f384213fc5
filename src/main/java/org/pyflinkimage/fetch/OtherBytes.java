package org.pyflinkimage.fetch;

import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.value.Problem;

/** Why a file is not the one that a plan fixes, where no proxy and no mirror lies between. */
final class OtherBytes {

    private OtherBytes() {}

    /**
     * The problem with its true cause.
     *
     * @param found where the file came from now
     */
    static Problem explained(Problem problem, LockedArtifact artifact, Source found) {
        if (!isWhatIsTold(problem)) {
            return problem;
        }
        if (artifact.location().source().isChanging()) {
            return changedMeanwhile(artifact.title());
        }
        return found.equals(Source.INSTALLED) ? installed((LockedArtifact.Jar) artifact) : problem;
    }

    /** Whether a problem says that a file is not the one that was locked. */
    static boolean isWhatIsTold(Problem problem) {
        return problem.code().equals("PYF-501");
    }

    /** {@code PYF-524}: what is taken as it is was written while it was read. */
    static Problem changedMeanwhile(String title) {
        return Problem.environment("PYF-524", "the file of `%s` changed while it was read".formatted(title))
                .why("something else on this machine builds it at the same time")
                .remedy("let that end, and run the build again");
    }

    /** {@code PYF-543}: a sum fixes a size as well. */
    static Problem otherSize(LockedArtifact artifact, long size) {
        return Problem.declaration(
                        "PYF-543",
                        "the lock file has a wrong size for `%s` %s".formatted(artifact.title(), artifact.version()))
                .why("it says %s bytes; the file with its sum has %s".formatted(artifact.size(), size))
                .remedy("restore `pyflink.lock` from version control, or delete it to resolve anew");
    }

    private static Problem installed(LockedArtifact.Jar jar) {
        String place = jar.coordinates().path().replaceFirst("/[^/]*$", "");
        return Problem.declaration(
                        "PYF-525",
                        "`%s` was put into the local repository, and is not the jar that was locked"
                                .formatted(jar.coordinates()))
                .why(
                        "the lock file has it from a repository, and `mvn install` or `install:install-file` put another one there")
                .remedy("to get that of the repository again, delete the folder `%s` of the local repository"
                        .formatted(place))
                .remedy(
                        "to take the one that was put there, delete `pyflink.lock`, or the plans in it that have this jar, and build"
                                + " without `-Dpyflink.locked`");
    }
}
