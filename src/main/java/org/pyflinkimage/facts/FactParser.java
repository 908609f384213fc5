package org.pyflinkimage.facts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the text of a fact file into values, token by token: every build reads these files first, and data binding, which would do
 * the same, takes longer to start than the files to read.
 */
final class FactParser {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser parser;

    private FactParser(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The value that a whole text is.
     *
     * @param file its name, for the sake of whoever made a mistake in it
     * @throws IllegalStateException for a mistake
     */
    static FactValue read(String file, String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            return new FactParser(parser).whole(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(file + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail to be read", e);
        }
    }

    private FactValue whole(String file) throws IOException {
        if (parser.nextToken() == null) {
            throw new IllegalStateException(file + ": No token");
        }
        FactValue value = value();
        if (parser.nextToken() != null) {
            throw new IllegalStateException(file + ": Trailing token: " + parser.getText());
        }
        return value;
    }

    private FactValue value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> new FactValue.Fields(fields());
            case START_ARRAY -> new FactValue.Elements(elements());
            case VALUE_STRING -> new FactValue.Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new FactValue.Figure(parser.getNumberValue());
            case VALUE_TRUE, VALUE_FALSE -> new FactValue.Flag(parser.getBooleanValue());
            default -> new FactValue.Nothing();
        };
    }

    private Map<String, FactValue> fields() throws IOException {
        Map<String, FactValue> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value());
        }
        return fields;
    }

    private List<FactValue> elements() throws IOException {
        List<FactValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value());
        }
        return elements;
    }
}
