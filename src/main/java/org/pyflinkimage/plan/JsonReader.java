package org.pyflinkimage.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pyflinkimage.plan.JsonValue.Elements;
import org.pyflinkimage.plan.JsonValue.Field;
import org.pyflinkimage.plan.JsonValue.Fields;
import org.pyflinkimage.plan.JsonValue.Other;
import org.pyflinkimage.plan.JsonValue.Text;
import org.pyflinkimage.plan.JsonValue.Whole;

/** Reads a JSON text into values with places, in one pass and within limits that no lock file comes near. */
final class JsonReader {

    /** Addresses may carry a signature; nothing else is nearly as long. */
    private static final int LONGEST_TEXT = 8192;

    /** A matrix of a hundred cells has some hundred thousand. */
    static final int MOST_VALUES = 2_000_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_TEXT)
                    .maxNumberLength(100)
                    .maxNestingDepth(10)
                    .build())
            .build();

    private final JsonParser parser;
    private int values;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /** The value that a whole text is. */
    static JsonValue read(String text) throws MalformedJson {
        try (JsonParser parser = JSON.createParser(text)) {
            return new JsonReader(parser).whole();
        } catch (StreamConstraintsException e) {
            throw new MalformedJson(placeOf(e), "a value is longer or lies deeper than any of a lock file");
        } catch (JsonProcessingException e) {
            throw new MalformedJson(placeOf(e), "it is no JSON from there on");
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail to be read", e);
        }
    }

    private static JsonPlace placeOf(JsonProcessingException failure) {
        return failure.getLocation() == null ? new JsonPlace(1, 1) : JsonPlace.of(failure.getLocation());
    }

    private JsonValue whole() throws IOException, MalformedJson {
        if (parser.nextToken() == null) {
            throw new MalformedJson(new JsonPlace(1, 1), "it is empty");
        }
        JsonValue value = value();
        if (parser.nextToken() != null) {
            throw new MalformedJson(here(), "something follows behind its end");
        }
        return value;
    }

    private JsonPlace here() {
        return JsonPlace.of(parser.currentTokenLocation());
    }

    private JsonValue value() throws IOException, MalformedJson {
        JsonPlace place = here();
        values++;
        if (values > MOST_VALUES) {
            throw new MalformedJson(place, "it has more than %s values".formatted(MOST_VALUES));
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> new Fields(place, fields());
            case START_ARRAY -> new Elements(place, elements());
            case VALUE_STRING -> new Text(place, parser.getText());
            case VALUE_NUMBER_INT -> number(place);
            case VALUE_NUMBER_FLOAT -> new Other(place, "a fraction");
            case VALUE_NULL -> new Other(place, "null");
            default -> new Other(place, "a truth value");
        };
    }

    private JsonValue number(JsonPlace place) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? new Other(place, "a number beyond every size")
                : new Whole(place, parser.getLongValue());
    }

    private Map<String, Field> fields() throws IOException, MalformedJson {
        Map<String, Field> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            JsonPlace place = here();
            String name = parser.currentName();
            parser.nextToken();
            if (fields.put(name, new Field(place, value())) != null) {
                throw new MalformedJson(place, "a field stands there twice");
            }
        }
        return fields;
    }

    private List<JsonValue> elements() throws IOException, MalformedJson {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value());
        }
        return elements;
    }
}
