package org.pyflinkimage.image;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.Sha256;

/** {@code images.json}: what was built, for programs; {@code images.schema.json} beside this class is its contract. */
public final class ImagesJson {

    private static final String FILE = "images.json";

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
        ArchiveFile.write(file, out -> out.write(JsonText.bytes(json -> write(json, images, folder))));
        return file;
    }

    private static void write(JsonGenerator json, List<BuiltImage> images, Path folder) throws IOException {
        json.writeStartArray();
        for (BuiltImage image : images) {
            write(json, image, folder);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, BuiltImage image, Path folder) throws IOException {
        json.writeStartObject();
        writeCombination(json, image.combination());
        json.writeStringField("reference", image.reference().toString());
        writeText(json, "builder", image.builder().map(BuilderName::toString));
        writeBase(json, image.base());
        ImageContents contents = image.contents();
        writeText(json, "digest", contents.digest().map(Sha256::digest));
        writeText(json, "archive", image.archive().map(file -> relative(file, folder)));
        writeIndex(json, image.index(), folder);
        writeSize(json, "size", contents.size());
        writeSize(json, "unpackedSize", contents.unpackedSize());
        json.writeArrayFieldStart("layers");
        for (BuiltLayer layer : contents.layers()) {
            write(json, layer);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeCombination(JsonGenerator json, Combination combination) throws IOException {
        json.writeStringField("flink", String.valueOf(combination.flink()));
        json.writeStringField("java", String.valueOf(combination.java()));
        json.writeStringField("python", String.valueOf(combination.python()));
        json.writeStringField("platform", String.valueOf(combination.platform()));
    }

    private static void writeBase(JsonGenerator json, Optional<ImageBase> base) throws IOException {
        if (base.isEmpty()) {
            json.writeNullField("base");
            return;
        }
        json.writeObjectFieldStart("base");
        json.writeStringField("reference", base.get().reference().toString());
        writeText(json, "digest", base.get().digest().map(Sha256::digest));
        json.writeEndObject();
    }

    private static void writeIndex(JsonGenerator json, Optional<BuiltIndex> index, Path folder) throws IOException {
        if (index.isEmpty()) {
            json.writeNullField("index");
            return;
        }
        json.writeObjectFieldStart("index");
        json.writeStringField("digest", index.get().digest().digest());
        json.writeStringField("archive", relative(index.get().archive(), folder));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, BuiltLayer layer) throws IOException {
        json.writeStartObject();
        writeText(json, "digest", layer.digest().map(Sha256::digest));
        json.writeStringField("diffId", layer.diffId().digest());
        writeSize(json, "size", layer.size());
        json.writeStringField("contents", layer.contents());
        writeText(json, "kind", layer.kind().map(LayerKind::id));
        json.writeEndObject();
    }

    private static void writeText(JsonGenerator json, String field, Optional<String> text) throws IOException {
        json.writeStringField(field, text.orElse(null));
    }

    private static void writeSize(JsonGenerator json, String field, OptionalLong size) throws IOException {
        if (size.isPresent()) {
            json.writeNumberField(field, size.getAsLong());
        } else {
            json.writeNullField(field);
        }
    }

    private static String relative(Path file, Path folder) {
        Path relative = folder.toAbsolutePath()
                .normalize()
                .relativize(file.toAbsolutePath().normalize());
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }
}
