package org.pyflinkimage.mojo.xml;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.value.Problem;

/**
 * Fills beans with what stands in an element: a text for each field, a list of texts or of beans, or the element as it is. Maven would do it too, but ends
 * with a message of its own, one for the first mistake, where an element is not known.
 */
final class BeanReader {

    private final UnaryOperator<String> expressions;
    private final Consumer<Problem> problems;

    /**
     * @param expressions what Maven makes of a text with {@code ${...}} in it
     * @param problems takes what stands in no place
     */
    BeanReader(UnaryOperator<String> expressions, Consumer<Problem> problems) {
        this.expressions = expressions;
        this.problems = problems;
    }

    /** A list's texts: those of its elements, or one text with commas. */
    List<String> texts(PlexusConfiguration xml) {
        if (xml.getChildCount() == 0) {
            return ListText.split(text(xml));
        }
        return Arrays.stream(xml.getChildren()).map(this::text).toList();
    }

    /** The text of an element that has no others. */
    String text(PlexusConfiguration xml) {
        if (xml.getChildCount() > 0) {
            problems.accept(Problem.declaration("PYF-070", "`%s` holds elements, and takes a text".formatted(tag(xml)))
                    .why("what they say would be lost")
                    .remedy("a text in it alone, without `<%s>`"
                            .formatted(xml.getChild(0).getName())));
        }
        String text = xml.getValue("");
        return text == null ? "" : expressions.apply(text.strip());
    }

    /** The same, with the blanks around it. */
    String exactText(PlexusConfiguration xml) {
        String text = text(xml);
        String written = xml.getValue("");
        return written == null || written.equals(written.strip()) ? text : expressions.apply(written);
    }

    static String tag(PlexusConfiguration xml) {
        return "<" + xml.getName() + ">";
    }

    /** Puts what stands in an element into a bean. */
    <B> B fill(B bean, @Nullable PlexusConfiguration xml) {
        if (xml == null) {
            return bean;
        }
        SortedMap<String, Field> fields = fieldsOf(bean.getClass());
        for (PlexusConfiguration child : xml.getChildren()) {
            Optional<Field> field = Optional.ofNullable(fields.get(child.getName()));
            field.ifPresent(known -> set(bean, known, valueOf(known, child)));
            if (field.isEmpty()) {
                problems.accept(UnknownNames.element(child.getName(), tag(xml), fields.keySet()));
            }
        }
        if (xml.getChildCount() == 0 && !text(xml).isEmpty()) {
            problems.accept(textOf(xml, fields));
        }
        return bean;
    }

    private static SortedMap<String, Field> fieldsOf(Class<?> type) {
        SortedMap<String, Field> fields = new TreeMap<>();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                // An element may be called as a word of Java's: its field has an underscore behind that.
                fields.put(field.getName().replaceFirst("_$", ""), field);
            }
        }
        return fields;
    }

    private Object valueOf(Field field, PlexusConfiguration xml) {
        if (field.getType() == PlexusConfiguration.class) {
            return xml;
        }
        if (!(field.getGenericType() instanceof ParameterizedType list)) {
            return text(xml);
        }
        return list.getActualTypeArguments()[0] instanceof Class<?> element && element != String.class
                ? beans(element, xml)
                : texts(xml);
    }

    private List<Object> beans(Class<?> type, PlexusConfiguration xml) {
        List<Object> beans = new ArrayList<>();
        for (PlexusConfiguration child : xml.getChildren()) {
            beans.add(fill(created(type), child));
        }
        if (xml.getChildCount() == 0 && !text(xml).isEmpty()) {
            problems.accept(textOf(xml, fieldsOf(type)));
        }
        return beans;
    }

    private static Object created(Class<?> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(Object bean, Field field, Object value) {
        try {
            field.set(bean, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Problem textOf(PlexusConfiguration xml, SortedMap<String, Field> fields) {
        return Problem.declaration("PYF-070", "`%s` holds a text, and no element".formatted(tag(xml)))
                .why("what it says would be lost")
                .remedy("elements in it: `<%s>`".formatted(String.join(">`, `<", fields.keySet())));
    }
}
