package org.pyflinkimage.build;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.fetch.ArtifactFetcher;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.image.AssembledImage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.ImagesJson;
import org.pyflinkimage.image.RegistryCredentials;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.resolve.PlanResolver;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.BuildLog;

/** From specs to built images: the whole flow, one step a line. */
public final class ImageBuild {
    // to be completed with the rooms' interfaces
}
