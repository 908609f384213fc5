package org.pyflinkimage.build.layout;

import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.python.InstalledDistribution;
import org.pyflinkimage.python.PackedSdist;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.StandaloneInterpreter;
import org.pyflinkimage.python.VirtualEnvironment;
import org.pyflinkimage.python.WheelFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * Installs a plan's Python distributions into the image's virtual environment, one at a time.
 *
 * @param files of those distributions
 */
public record DistributionInstallation(Plan plan, PreparedFiles files) {

    /** Where their modules go. */
    public UnixPath sitePackages() {
        return environment().sitePackages();
    }

    /** The virtual environment that all of them go to. */
    VirtualEnvironment environment() {
        return new VirtualEnvironment(
                ImagePaths.VIRTUAL_ENVIRONMENT, plan.system().python(), interpreter());
    }

    private UnixPath interpreter() {
        return plan.base().flatMap(LockedBase::python).orElseGet(this::brought);
    }

    private UnixPath brought() {
        PythonMinor line = plan.combination().python();
        return plan.contents().interpreter().isPresent()
                ? StandaloneInterpreter.executable(line)
                : ImagePaths.debianPython(line.toString());
    }

    /** Installs one. */
    public InstalledDistribution install(Distribution distribution, FileTree tree) {
        PreparedFiles.Files its = files.of(distribution);
        if (distribution instanceof Wheel) {
            return WheelFile.open(its.fetched(), its.form()).install(tree, environment());
        }
        return PackedSdist.install(its.form(), tree, environment());
    }
}
