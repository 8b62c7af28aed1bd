package dev.leat.mapping.language;

import java.util.List;

/**
 * Fields of an entity of which the model is asked what they are, and all that it is told.
 *
 * @param entity its name
 * @param fields at most {@link #MOST}; their values are masked, or left out, before anything is sent
 */
public record Undescribed(String entity, List<Question.Field> fields) {
    public static final int MOST = 20;

    public Undescribed {
        fields = List.copyOf(fields);
        if (fields.size() > MOST) {
            throw new IllegalArgumentException(fields.size() + " fields are too many for one question");
        }
    }
}
