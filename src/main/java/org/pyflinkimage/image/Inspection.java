package org.pyflinkimage.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;

/**
 * What builders say of an image in their own storage. Layers lie there unpacked: sums and sizes that a registry would have are not
 * known, and the sum of podman's own manifest is not the one that a push gives.
 */
final class Inspection {

    private Inspection() {}

    /**
     * Reads the answer of {@code docker image inspect}, {@code podman image inspect} or {@code buildah inspect}.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-856} where it cannot be understood
     */
    static ImageContents parse(String answer, ImageReference reference) {
        try {
            JsonNode root = new ObjectMapper().readTree(jsonOf(answer));
            JsonNode image = root.isArray() ? root.path(0) : root;
            JsonNode ofBuildah = image.path("OCIv1");
            return ofBuildah.isMissingNode()
                    ? contents(image.path("RootFS").path("Layers"), image.path("History"), image.path("Size"))
                    : contents(
                            ofBuildah.path("rootfs").path("diff_ids"), ofBuildah.path("history"), image.path("Size"));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw BuilderProblems.unknownContents(reference.toString(), String.valueOf(e.getMessage()))
                    .toException(e);
        }
    }

    private static ImageContents contents(JsonNode sums, JsonNode history, JsonNode size) {
        List<Sha256> diffIds = LayerHistory.sums(sums);
        if (diffIds.isEmpty()) {
            throw new IllegalArgumentException("the builder names no layers");
        }
        List<String> titles = LayerHistory.titles(diffIds, history);
        List<BuiltLayer> layers = new ArrayList<>();
        for (int layer = 0; layer < diffIds.size(); layer++) {
            layers.add(BuiltLayer.ofOthers(
                    titles.get(layer),
                    Optional.empty(),
                    diffIds.get(layer),
                    OptionalLong.empty(),
                    OptionalLong.empty()));
        }
        OptionalLong unpacked = size.asLong() > 0 ? OptionalLong.of(size.asLong()) : OptionalLong.empty();
        return new ImageContents(Optional.empty(), OptionalLong.empty(), unpacked, layers);
    }

    /** Without the warnings that may come before. */
    private static String jsonOf(String answer) {
        return answer.lines()
                .dropWhile(line -> !line.startsWith("[") && !line.startsWith("{"))
                .reduce("", (text, line) -> text + line + "\n");
    }
}
