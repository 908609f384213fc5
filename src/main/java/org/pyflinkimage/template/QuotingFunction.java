package org.pyflinkimage.template;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A function of {@link Quoting} as templates call it. */
record QuotingFunction(String name, UnaryOperator<String> quoting) implements TemplateMethodModelEx {

    /** All of them by their names in templates. */
    static Map<String, TemplateModel> all() {
        return Map.ofEntries(
                function("sh", Quoting::sh),
                function("shQuoted", Quoting::shQuoted),
                function("bash", Quoting::bash),
                function("docker", Quoting::docker),
                function("yaml", Quoting::yaml),
                function("compose", Quoting::compose),
                function("json", Quoting::json),
                function("properties", Quoting::properties),
                function("requirement", Quoting::requirement),
                function("oneLine", Quoting::line),
                Map.entry("yamlBlock", new Block()));
    }

    private static Map.Entry<String, TemplateModel> function(String name, UnaryOperator<String> quoting) {
        return Map.entry(name, new QuotingFunction(name, quoting));
    }

    @Override
    public QuotedText exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
        if (arguments.size() != 1) {
            throw new TemplateModelException("`%s` takes one value".formatted(name));
        }
        return QuotedText.of(quoting.apply(text(name, arguments.get(0))));
    }

    private static String text(String name, Object argument) throws TemplateModelException {
        if (argument instanceof TemplateScalarModel scalar) {
            return String.valueOf(scalar.getAsString());
        }
        if (argument instanceof TemplateNumberModel number) {
            return String.valueOf(number.getAsNumber());
        }
        throw new TemplateModelException("`%s` takes a text".formatted(name));
    }

    /** A block of YAML: {@code yamlBlock(text, 6)}. */
    private static final class Block implements TemplateMethodModelEx {

        @Override
        public QuotedText exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
            if (arguments.size() != 2 || !(arguments.get(1) instanceof TemplateNumberModel indent)) {
                throw new TemplateModelException("`yamlBlock` takes a text and its indentation");
            }
            return QuotedText.of(Quoting.yamlBlock(
                    text("yamlBlock", arguments.get(0)), indent.getAsNumber().intValue()));
        }
    }
}
