package org.pyflinkimage.mojo.maven;

import java.util.function.UnaryOperator;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;

/** What Maven makes of {@code ${...}} while it runs a goal: properties that other goals set are there by then. */
public final class Expressions implements UnaryOperator<String> {

    private final PluginParameterExpressionEvaluator evaluator;

    public Expressions(MavenSession session, MojoExecution execution) {
        this.evaluator = new PluginParameterExpressionEvaluator(session, execution);
    }

    /** The text with all values; one that there is none for stays as it is, for a message that shows it. */
    @Override
    public String apply(String text) {
        try {
            Object value = evaluator.evaluate(text);
            return value == null ? text : value.toString();
        } catch (ExpressionEvaluationException e) {
            return text;
        }
    }
}
