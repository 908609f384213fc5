package org.pyflinkimage.inspect;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/** What is wrong with images. */
final class ImageProblems {

    private ImageProblems() {}

    static PyFlinkException refused(BaseImage image, IOException failure) {
        return refused(image.toString(), failure);
    }

    /**
     * That a layer which was had cannot be read. Neither the image nor who gives it is to blame where another build has taken it away.
     *
     * @param layer where it lies in the store
     */
    static PyFlinkException refusedLayer(Path layer, IOException failure) {
        return failure instanceof NoSuchFileException
                ? new DamagedFile(layer, DamagedFile.GONE)
                : refused(String.valueOf(layer.getFileName()), failure);
    }

    private static PyFlinkException refused(String image, IOException failure) {
        return problem(image, failure).toException(failure);
    }

    private static Problem problem(String image, IOException failure) {
        String reason =
                failure instanceof EOFException ? "a layer of it ends early" : String.valueOf(failure.getMessage());
        Problem refused = Problem.environment("PYF-338", "`%s` is refused as an image".formatted(image))
                .why(reason);
        if (failure instanceof LargeImage) {
            return refused.remedy(
                    "a smaller image: the plugin reads none that is larger, as one without an end would fill the disk");
        }
        return refused.remedy(
                "another image, or the same from another registry or archive: what this one gives is broken or hostile");
    }

    static Problem notHere(ImageReference image, Sha256 digest) {
        return Problem.environment("PYF-926", "the base `%s` is not all in the store".formatted(image))
                .why("the lock file names %s, and this build is offline".formatted(digest.digest()))
                .remedy("build once without `--offline`: what was had then is kept")
                .remedy("or a store that has it: `<store>` (-Dpyflink.store)");
    }

    /** @param found the platform of the configuration that an index lists for another */
    static OtherPlatforms otherInside(BaseImage image, Platform wanted, String found) {
        Problem problem = noImage(image, wanted)
                .why("its index lists one for it, and the configuration of that says " + found)
                .remedy("an image that is made for %s, and says so".formatted(wanted));
        return new OtherPlatforms(problem, List.of(found));
    }

    /** @param there the platforms that it is for */
    static OtherPlatforms otherPlatforms(BaseImage image, Platform wanted, List<String> there) {
        Problem problem = noImage(image, wanted)
                .why("it is for " + (there.isEmpty() ? "no platform" : String.join(", ", there)))
                .remedy("an image that is for %s too".formatted(wanted));
        return new OtherPlatforms(problem, there);
    }

    private static Problem noImage(BaseImage image, Platform wanted) {
        return Problem.environment("PYF-337", "`%s` is no image for %s".formatted(image, wanted));
    }
}
