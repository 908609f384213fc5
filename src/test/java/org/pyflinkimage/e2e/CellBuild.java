package org.pyflinkimage.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opentest4j.AssertionFailedError;
import org.pyflinkimage.build.Network;
import org.pyflinkimage.build.Request;
import org.pyflinkimage.build.Road;
import org.pyflinkimage.build.Surroundings;
import org.pyflinkimage.build.validation.Severities;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.spec.AcceptedSources;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredBase;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.Destination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.spec.StoreLimit;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.SilentLog;

/** A build of one image without Maven, with what this machine reaches and a store that lives as long as the build's own folder. */
final class CellBuild {

    private CellBuild() {}

    /** What declares an archive of the jobs' image upon a base, by the plugin's own layers. */
    static ImageSpec upon(ImageReference base, Combination combination, DeclaredPython python) {
        ImageReference reference = ImageReference.of("example.com/upon-a-base:" + combination.slug());
        return ImageSpec.plain(combination, reference)
                .with(new Destination(List.of(reference), Set.of(Output.OCI_ARCHIVE)))
                .with(DeclaredContents.none()
                        .withPython(python)
                        .withBase(new DeclaredBase(base, DeclaredBase.Use.LAYERS))
                        .withJob(RunsJobs.job()));
    }

    /**
     * Builds without jars.
     *
     * @param results gets the lock file too
     */
    static BuiltImage build(ImageSpec spec, Path results) {
        return build(spec, results, SilentLog.INSTANCE);
    }

    /** The same, and tells. */
    static BuiltImage build(ImageSpec spec, Path results, BuildLog log) {
        return build(
                spec,
                results,
                coordinates -> {
                    throw new AssertionFailedError("no jar was declared");
                },
                log);
    }

    /** Builds with jars. */
    static BuiltImage build(ImageSpec spec, Path results, JarSource jars) {
        return build(spec, results, jars, SilentLog.INSTANCE);
    }

    private static BuiltImage build(ImageSpec spec, Path results, JarSource jars, BuildLog log) {
        String store = System.getProperty("grid.store", "");
        Surroundings surroundings = Surroundings.with(
                Optional.of(store.isEmpty() ? Folders.buildDirectory().resolve("store") : Path.of(store)),
                StoreLimit.NONE,
                new Network(false, false, List.of()),
                jars,
                registry -> Optional.empty(),
                server -> new Login(server, ""),
                log);
        Request request = new Request(
                List.of(spec),
                results.resolve("pyflink.lock"),
                false,
                results,
                Optional.empty(),
                AcceptedSources.ANY,
                Optional.empty(),
                Severities.unchanged());
        return Road.of(Optional.empty(), request, surroundings).build().images().get(0);
    }
}
