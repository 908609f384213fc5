package org.pyflinkimage.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pyflinkimage.build.base.BaseParts;
import org.pyflinkimage.build.base.LayeredBases;
import org.pyflinkimage.image.AssembledImage;
import org.pyflinkimage.image.ImageBase;
import org.pyflinkimage.image.MediaType;
import org.pyflinkimage.inspect.StoredLayer;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.LayerBuilder;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.spec.ContainerPort;
import org.pyflinkimage.template.BaseSettings;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.ArchivedImage;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.DaemonImage;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/**
 * What an image has of the one that it is built upon.
 *
 * @param locked which one that is
 */
record UponBase(LockedBase locked, BaseParts parts) {

    /** How containers of the base run, as far as those of the image do too. */
    BaseSettings settings() {
        SortedSet<ContainerPort> ports = new TreeSet<>();
        parts.configuration().ports().forEach(port -> ContainerPort.parse(port).ifPresent(all -> ports.addAll(all)));
        SortedSet<UnixPath> volumes = new TreeSet<>();
        parts.configuration().volumes().stream()
                .flatMap(volume -> UnixPath.ofWritten(volume).stream())
                .forEach(volume -> volumes.add(volume));
        return new BaseSettings(
                LayeredBases.variables(parts),
                ports,
                volumes,
                locked.javaHome(),
                parts.configuration().entrypoint(),
                parts.configuration().command(),
                UnixPath.ofWritten(parts.configuration().workingDirectory()).orElse(UnixPath.ROOT));
    }

    /** What it is called in the image. */
    ImageBase base() {
        return new ImageBase(locked.image(), Optional.of(locked.digest()), parts.history());
    }

    /**
     * All layers of the image, the base's below the image's own. They are as the base has them, but that those of a Docker archive,
     * which says nothing of how registries have them, are compressed.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-928} where they are more than what runs containers takes
     */
    List<Layer> below(List<Layer> own, LayerBuilder builder, BuildLog log) {
        List<Layer> base = parts.layers().stream().map(UponBase::layer).toList();
        requireFew(base.size() + own.size());
        List<Layer> all = new ArrayList<>(isOfADockerArchive() ? compressed(base, builder, log) : base);
        all.addAll(own);
        return List.copyOf(all);
    }

    private List<Layer> compressed(List<Layer> base, LayerBuilder builder, BuildLog log) {
        if (!builder.hasCompressed(base)) {
            log.step("Compressing the layers of the base " + locked.image());
        }
        return builder.compressed(base);
    }

    private void requireFew(int layers) {
        if (layers > AssembledImage.MOST_LAYERS) {
            throw Problem.declaration(
                            "PYF-928",
                            "the image would have %s layers, those of the base `%s` included"
                                    .formatted(layers, locked.image()))
                    .why("what runs containers takes at most %s; the base has %s"
                            .formatted(
                                    AssembledImage.MOST_LAYERS, parts.layers().size()))
                    .remedy("a base of fewer layers: builders squash them with `--squash-all` or `--squash`")
                    .toException();
        }
    }

    private boolean isOfADockerArchive() {
        return locked.image() instanceof DaemonImage
                || (locked.image() instanceof ArchivedImage image && image.form() == ArchivedImage.Form.DOCKER_ARCHIVE);
    }

    private static Layer layer(StoredLayer layer) {
        return new Layer(
                LayerName.of(LayerKind.BASE),
                layer.file(),
                layer.descriptor().digest(),
                layer.diffId(),
                layer.descriptor().size(),
                layer.unpacked(),
                MediaType.compressionOf(layer.descriptor().mediaType()));
    }
}
