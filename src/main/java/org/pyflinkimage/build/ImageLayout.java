package org.pyflinkimage.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pyflinkimage.debian.DebFile;
import org.pyflinkimage.debian.DebianSystem;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.flink.FlinkHome;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.python.InstalledDistribution;
import org.pyflinkimage.python.SdistRecipe;
import org.pyflinkimage.python.SdistRecipes;
import org.pyflinkimage.python.VirtualEnvironment;
import org.pyflinkimage.python.WheelFile;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.UnixPath;

/** Lays out an image's whole file system from the files of its plan. */
final class ImageLayout {

    private static final UnixPath ENVIRONMENT = UnixPath.of("/opt/venv");
    private static final UnixPath CONNECTORS = UnixPath.of("/opt/flink/lib");

    private final ArtifactStore store;
    private final BuildLog log;

    ImageLayout(ArtifactStore store, BuildLog log) {
        this.store = store;
        this.log = log;
    }
}
