using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>Reads the body of a request as JSON by the strict rules of the wire format.</summary>
internal static class JsonRequest
{
    /// <summary>The fields of the body; an absent body is one without fields.</summary>
    public static ValueTask<(T Fields, Answer? Refusal)> ReadAsync<T>(this EndpointCall call, JsonTypeInfo<T> type)
        where T : class, new() => new(Parsed(call, type));

    public static (T Fields, Answer? Refusal) Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class, new()
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) is { } fields
                ? (fields, null)
                : (new T(), Invalid("$", "The body is a JSON object.", ProblemCodes.InvalidJson));
        }
        catch (JsonException error)
        {
            return (new T(), Explain(error, type));
        }
    }

    private static (T Fields, Answer? Refusal) Parsed<T>(EndpointCall call, JsonTypeInfo<T> type)
        where T : class, new()
    {
        var (body, refusal) = RequestBody.Whole(call);
        if (refusal is not null)
        {
            return (new T(), refusal);
        }

        if (body.IsEmpty)
        {
            return (new T(), null);
        }

        return RequestBody.IsJson(call.Context.Request.ContentType)
            ? Parse(body.Span, type)
            : (new T(), RequestBody.UnsupportedType(acceptsForm: false));
    }

    private static Answer Explain(JsonException error, JsonTypeInfo type)
    {
        if (error is InvalidMemberException member)
        {
            return Invalid(FieldOf(error.Path), member.Message, member.Code);
        }

        // The serializer's message names .NET types and its paths; a caller needs the field and the kind of mistake.
        var message = error.Message.Contains("uplicate", StringComparison.Ordinal)
            ? "A member is given twice."
            : error.Message.Contains("could not be mapped", StringComparison.Ordinal)
                ? "There is no such field here. Names are case-sensitive."
                // The reader of the bytes has failed, not the one of a member.
                : error.InnerException is JsonException
                    ? "It is not valid JSON, nested at most 16 levels deep."
                    : ExpectedJson.At(error.Path, type);
        return Invalid(FieldOf(error.Path), message, ProblemCodes.InvalidJson);
    }

    private static Answer Invalid(string field, string message, string code) => Answer.Refuse(new Problem
    {
        Status = StatusCodes.Status400BadRequest,
        Code = code,
        Detail = field == "$" ? $"Correct the body: {message}" : $"Correct {field} and send the request again.",
        Errors = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [field] = [message] },
    });

    /// <summary>The field of a JSON path such as <c>$.events[3].value</c>.</summary>
    private static string FieldOf(string? path)
    {
        if (path is null || path.Length <= 2)
        {
            return "$";
        }

        // A path holds the caller's own member names; what is not fit to be shown is left out.
        return WireText.Cleaned(path[0] == '$' ? path[1..].TrimStart('.') : path, 100);
    }
}
