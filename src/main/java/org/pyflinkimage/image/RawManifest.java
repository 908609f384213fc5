package org.pyflinkimage.image;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A manifest or index as Jib pushes it: the bytes that are in the archive too, so that there is one digest everywhere. */
final class RawManifest implements ManifestTemplate, JsonSerializable {

    private final String mediaType;
    private final byte[] json;

    RawManifest(String mediaType, byte[] json) {
        this.mediaType = mediaType;
        this.json = json.clone();
    }

    @Override
    public int getSchemaVersion() {
        return 2;
    }

    @Override
    public String getManifestMediaType() {
        return mediaType;
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
        generator.writeRawValue(new String(json, StandardCharsets.UTF_8));
    }

    @Override
    public void serializeWithType(JsonGenerator generator, SerializerProvider provider, TypeSerializer type)
            throws IOException {
        serialize(generator, provider);
    }
}
