package org.pyflinkimage.image;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Sha256;

/** {@code images.json}: what was built, for programs; {@code images.schema.json} beside this class is its contract. */
public final class ImagesJson {

    private static final String FILE = "images.json";

    /** Lines end the same way on every system. */
    private static final ObjectWriter WRITER = new ObjectMapper()
            .writer(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private ImagesJson() {}

    /**
     * Writes the file, whole or not at all.
     *
     * @param folder where it goes; paths in it are relative to this
     * @return the file
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-821} where it cannot be written
     */
    public static Path write(List<BuiltImage> images, Path folder) {
        Path file = folder.resolve(FILE);
        ArrayNode root = JsonNodeFactory.instance.arrayNode();
        images.forEach(image -> root.add(toJson(image, folder)));
        ArchiveFile.write(
                file, out -> out.write((WRITER.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8)));
        return file;
    }

    private static ObjectNode toJson(BuiltImage image, Path folder) {
        Combination combination = image.combination();
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("flink", String.valueOf(combination.flink()))
                .put("java", String.valueOf(combination.java()))
                .put("python", String.valueOf(combination.python()))
                .put("platform", String.valueOf(combination.platform()))
                .put("reference", image.reference().toString())
                .put("builder", image.builder().orElse(null));
        ImageContents contents = image.contents();
        putDigest(node, contents.digest());
        node.put("archive", image.archive().map(file -> relative(file, folder)).orElse(null));
        putSize(node, "size", contents.size());
        putSize(node, "unpackedSize", contents.unpackedSize());
        ArrayNode layers = node.putArray("layers");
        contents.layers().forEach(layer -> layers.add(toJson(layer)));
        return node;
    }

    private static ObjectNode toJson(BuiltLayer layer) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        putDigest(node, layer.digest());
        node.put("diffId", layer.diffId().digest());
        putSize(node, "size", layer.size());
        return node.put("contents", layer.contents());
    }

    private static void putDigest(ObjectNode node, Optional<Sha256> digest) {
        node.put("digest", digest.map(Sha256::digest).orElse(null));
    }

    private static void putSize(ObjectNode node, String field, OptionalLong size) {
        node.put(field, size.isPresent() ? Long.valueOf(size.getAsLong()) : null);
    }

    private static String relative(Path file, Path folder) {
        Path relative = folder.toAbsolutePath()
                .normalize()
                .relativize(file.toAbsolutePath().normalize());
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }
}
