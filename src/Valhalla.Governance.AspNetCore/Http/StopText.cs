using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>
/// What the body of a stop says, whatever it is: JSON, a form, plain text, broken or cut off. Never a refusal; what was
/// not as documented is noted.
/// </summary>
internal sealed class StopText
{
    private const string ActorName = "actor";
    private const string ReasonName = "reason";

    private StopText()
    {
    }

    public string? Actor { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>What was not as documented; null when nothing was.</summary>
    public string? Note { get; private set; }

    public static StopText Read(ReceivedBody body, string? contentType)
    {
        var text = new StopText();
        text.NoteEnd(body.End);
        if (body.Bytes.IsEmpty)
        {
            return text;
        }

        var whole = text.Decode(body.Bytes);
        if (whole.AsSpan().TrimStart() is ['{', ..])
        {
            text.ReadJson(whole);
            if (!RequestBody.IsJson(contentType))
            {
                text.Add("It was not declared as application/json.");
            }
        }
        else if (RequestBody.IsForm(contentType))
        {
            text.ReadForm(whole);
        }
        else if (!string.IsNullOrWhiteSpace(whole))
        {
            text.Reason = whole.Trim();
            text.Add("The body was no JSON object; its text is kept as the reason.");
        }

        return text;
    }

    private void NoteEnd(BodyEnd end)
    {
        if (end != BodyEnd.Complete)
        {
            Add(end switch
            {
                BodyEnd.TooLarge => "The body was too large; its beginning was read.",
                BodyEnd.TooSlow => "The body did not arrive in time; its beginning was read.",
                _ => "The body broke off; its beginning was read.",
            });
        }
    }

    private string Decode(ReadOnlyMemory<byte> bytes)
    {
        // What Windows shells send is marked as UTF-16.
        if (bytes.Span is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            Add("The body was not UTF-8.");
            return (bytes.Span[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes.Span[2..]);
        }

        var text = Encoding.UTF8.GetString(RequestBody.WithoutMark(bytes).Span);
        if (text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            Add("The body was not UTF-8.");
        }

        return text;
    }

    private void ReadForm(string whole)
    {
        Add("The body was a form.");
        try
        {
            using var reader = new FormReader(whole);
            while (reader.ReadNextPair() is { } pair)
            {
                Take(pair.Key, pair.Value);
            }
        }
        catch (InvalidDataException)
        {
            Add("Some of its fields were too long.");
        }

        if (Reason is null)
        {
            Reason = whole.Trim();
        }
    }

    private void ReadJson(string whole)
    {
        var reader = new Utf8JsonReader(
            Encoding.UTF8.GetBytes(whole),
            new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        try
        {
            _ = reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = TextOf(ref reader);
                _ = reader.Read();
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    Take(name, Slice(whole, start, (int)reader.BytesConsumed), isText: false);
                }
                else if (reader.TokenType == JsonTokenType.Null)
                {
                    Take(name, value: null);
                }
                else
                {
                    Take(name, TextOf(ref reader), reader.TokenType == JsonTokenType.String);
                }
            }

            while (reader.Read())
            {
                // Whatever comes behind the object makes the body invalid, and throws.
            }
        }
        catch (JsonException)
        {
            Add("The body was not valid JSON.");
            Reason ??= whole.Trim();
        }
    }

    private void Take(string name, string? value, bool isText = true)
    {
        var isActor = string.Equals(name, ActorName, StringComparison.OrdinalIgnoreCase);
        if (!isActor && !string.Equals(name, ReasonName, StringComparison.OrdinalIgnoreCase))
        {
            Add("Unknown fields were left out.");
            return;
        }

        if (!isText)
        {
            Add($"The {name.ToLowerInvariant()} was no text.");
        }

        if ((isActor ? Actor : Reason) is { } earlier)
        {
            Add($"The {name.ToLowerInvariant()} was given twice.");
            value = value is null ? earlier : $"{earlier} {value}";
        }

        if (isActor)
        {
            Actor = value;
        }
        else
        {
            Reason = value;
        }
    }

    private void Add(string sentence)
    {
        if (Note?.Contains(sentence, StringComparison.Ordinal) != true)
        {
            Note = KeptStop.Noted(Note, sentence);
        }
    }

    private static string Slice(string whole, int start, int end) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(whole).AsSpan(start, end - start));

    /// <summary>The text of a token; as it is written where its escapes mean no text.</summary>
    private static string TextOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
        {
            try
            {
                return reader.GetString()!;
            }
            catch (InvalidOperationException)
            {
                // Half of a surrogate pair.
            }
        }

        return Encoding.UTF8.GetString(reader.ValueSpan);
    }
}
