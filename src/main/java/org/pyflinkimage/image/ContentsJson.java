package org.pyflinkimage.image;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.Sha256;

/** {@code contents.json}: what weighs how much in an image, for programs; {@code contents.schema.json} beside this class is its contract. */
public final class ContentsJson {

    /** Its name in the image's folder of results. */
    public static final String FILE = "contents.json";

    /** What this plugin writes is far smaller; a larger file is no such file. */
    private static final long LARGEST = 16L << 20;

    private final byte[] bytes;

    private ContentsJson(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * What the file says of an image.
     *
     * @param parts in the order that they are written in
     */
    public static ContentsJson of(BuiltImage image, List<ImagePart> parts) {
        try {
            return new ContentsJson(JsonText.bytes(json -> write(json, image, parts)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-821} where it cannot be written
     */
    public void write(Path file) {
        ArchiveFile.write(file, out -> out.write(bytes));
    }

    /** Whether the file says this already: what was built before was the same image. */
    public boolean isWritten(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == bytes.length
                    && Arrays.equals(Files.readAllBytes(file), bytes);
        } catch (IOException e) {
            return false;
        }
    }

    /** The parts of an image that was built before; empty where there is no such file, or another program wrote it. */
    public static Optional<List<ImagePart>> read(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST
                    ? parts(new ObjectMapper().readTree(Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<ImagePart>> parts(JsonNode file) {
        List<ImagePart> parts = new ArrayList<>();
        for (JsonNode part : file.path("parts")) {
            JsonNode name = part.path("name");
            JsonNode size = part.path("size");
            Optional<LayerKind> kind = LayerKind.ofId(part.path("kind").asText());
            if (!name.isTextual() || kind.isEmpty() || !size.isIntegralNumber() || !size.canConvertToLong()) {
                return Optional.empty();
            }
            parts.add(new ImagePart(
                    kind.get(),
                    name.asText(),
                    Optional.ofNullable(part.path("version").textValue()),
                    part.path("files").asLong(),
                    size.asLong()));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(parts));
    }

    private static void write(JsonGenerator json, BuiltImage image, List<ImagePart> parts) throws IOException {
        json.writeStartObject();
        json.writeStringField("reference", image.reference().toString());
        json.writeStringField(
                "digest", image.contents().digest().map(Sha256::digest).orElse(null));
        json.writeNumberField(
                "files", parts.stream().mapToLong(ImagePart::files).sum());
        json.writeNumberField("size", parts.stream().mapToLong(ImagePart::size).sum());
        json.writeArrayFieldStart("parts");
        for (ImagePart part : parts) {
            write(json, part);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ImagePart part) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", part.name());
        json.writeStringField("version", part.version().orElse(null));
        json.writeStringField("kind", part.kind().id());
        json.writeNumberField("files", part.files());
        json.writeNumberField("size", part.size());
        json.writeEndObject();
    }
}
