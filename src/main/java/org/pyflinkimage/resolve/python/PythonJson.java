package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JSON as Python's {@code json.dumps} writes it with sorted keys: what other tools take sums of. */
final class PythonJson {

    private final String afterElement;
    private final String afterKey;
    private final StringBuilder text = new StringBuilder();

    private PythonJson(String afterElement, String afterKey) {
        this.afterElement = afterElement;
        this.afterKey = afterKey;
    }

    /** With blanks behind commas and colons; empty where a number is written in another way there. */
    static Optional<String> spaced(JsonNode node) {
        return new PythonJson(", ", ": ").written(node);
    }

    /** Without any blanks; empty where a number is written in another way there. */
    static Optional<String> compact(JsonNode node) {
        return new PythonJson(",", ":").written(node);
    }

    private Optional<String> written(JsonNode node) {
        return write(node) ? Optional.of(text.toString()) : Optional.empty();
    }

    private boolean write(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> writeObject(node);
            case ARRAY -> writeArray(node);
            case STRING -> writeText(node.textValue());
            case NULL -> append("null");
            case BOOLEAN -> append(String.valueOf(node.booleanValue()));
            case NUMBER ->
                node.isIntegralNumber() && append(node.bigIntegerValue().toString());
            default -> false;
        };
    }

    private boolean writeObject(JsonNode node) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        text.append('{');
        for (Iterator<Map.Entry<String, JsonNode>> entries = sorted.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = entries.next();
            writeText(entry.getKey());
            text.append(afterKey);
            if (!write(entry.getValue())) {
                return false;
            }
            text.append(entries.hasNext() ? afterElement : "");
        }
        return append("}");
    }

    private boolean writeArray(JsonNode node) {
        text.append('[');
        for (Iterator<JsonNode> elements = node.elements(); elements.hasNext(); ) {
            if (!write(elements.next())) {
                return false;
            }
            text.append(elements.hasNext() ? afterElement : "");
        }
        return append("]");
    }

    private boolean writeText(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\f' -> text.append("\\f");
                case '\b' -> text.append("\\b");
                default -> text.append(c >= ' ' && c <= '~' ? String.valueOf(c) : "\\u%04x".formatted((int) c));
            }
        }
        return append("\"");
    }

    private boolean append(String piece) {
        text.append(piece);
        return true;
    }
}
