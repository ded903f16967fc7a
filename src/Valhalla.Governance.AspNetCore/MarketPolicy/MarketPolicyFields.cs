using System.Globalization;
using System.Text.Json;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;
using Valhalla.Governance.Operations.MarketPolicies;

namespace Valhalla.Governance.AspNetCore.MarketPolicies;

/// <summary>Reads the fields that only market policies have.</summary>
internal static class MarketPolicyFields
{
    private const string WindowsRemedy =
        "Give an object such as {\"monday\":[{\"opens\":\"09:00\",\"closes\":\"21:30\"}]}, or text such as "
        + "monday=09:00-21:30;saturday=10:00-18:00.";

    public static ContactWindows? Windows(this FieldErrors errors, string field, TextOrJson? value)
    {
        if (value is null)
        {
            return null;
        }

        try
        {
            return ContactWindows.Parse(value.Text ?? TextOf(value.Element));
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            errors.Add(field, WindowsRemedy);
            return null;
        }
    }

    public static IReadOnlyList<ContactChannel>? Channels(this FieldErrors errors, string field, TextOrJson? value)
    {
        if (value is null)
        {
            return null;
        }

        IEnumerable<string?> names = value.Element.ValueKind switch
        {
            JsonValueKind.String => value.Text!.Split(','),
            JsonValueKind.Array => value.Element.EnumerateArray().Select(NameOf),
            _ => new string?[] { null },
        };
        var channels = new List<ContactChannel>();
        foreach (var name in names)
        {
            if (WireNames.TryRead<ContactChannel>(name, out var channel))
            {
                channels.Add(channel);
            }
            else
            {
                errors.Add(field, $"Some of {WireNames.ListCapitals<ContactChannel>()} are allowed.");
                break;
            }
        }

        return channels;
    }

    /// <summary>A zone of Canada; whether it is one of the province is for the policy to say.</summary>
    public static string? TimeZone(this FieldErrors errors, string field, string? value)
    {
        if (value is not null && !ProvinceZones.All.Contains(value, StringComparer.Ordinal))
        {
            errors.Add(field, "An IANA time zone of Canada is allowed, such as America/Toronto.");
        }

        return value;
    }

    /// <summary>A whole number within a range; null when absent.</summary>
    public static int? Number(this FieldErrors errors, string field, string? text, int min, int max)
    {
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
        {
            return number;
        }

        errors.Add(field, string.Create(CultureInfo.InvariantCulture, $"{min} to {max} is allowed."));
        return null;
    }

    /// <summary>What the recipient's clock shows: both fields or neither.</summary>
    public static RecipientTime? RecipientTime(this FieldErrors errors, string? weekdayText, string? timeText)
    {
        const int DaysPerWeek = 7;
        if (weekdayText is null && timeText is null)
        {
            return null;
        }

        var weekday = errors.Number("weekday", weekdayText, 0, DaysPerWeek - 1);
        if (weekdayText is null)
        {
            errors.Add("weekday", "Give it with hhmm: 0 for Monday to 6 for Sunday.");
        }

        if (!TimeOnly.TryParseExact(
            timeText, ["HH:mm", "HHmm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            errors.Add(
                "hhmm", timeText is null ? "Give it with weekday, such as 14:30." : "00:00 to 23:59 is allowed.");
        }

        return new RecipientTime((DayOfWeek)(((weekday ?? 0) + 1) % DaysPerWeek), time);
    }

    /// <summary>An instant; null when absent.</summary>
    public static DateTimeOffset? Instant(this FieldErrors errors, string field, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (WireTime.TryReadField(text, out var instant) && instant.Year is >= 1970 and <= 2199)
        {
            return instant;
        }

        errors.Add(field, $"{WireTime.Remedy} 1970 to 2199 is allowed.");
        return null;
    }

    private static string? NameOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && RawJson.TryWrite(element, out _) ? element.GetString() : null;

    /// <summary>The windows of an object as the text they have, for one reader to judge both.</summary>
    private static string TextOf(JsonElement week) =>
        string.Join(';', week.EnumerateObject().Where(day => day.Value.GetArrayLength() > 0).Select(day =>
            $"{Plain(day.Name)}={string.Join(',', day.Value.EnumerateArray().Select(TextOfWindow))}"));

    private static string TextOfWindow(JsonElement window)
    {
        var members = window.EnumerateObject().ToArray();
        return members.Length == 2
            && window.TryGetProperty("opens", out var opens) && window.TryGetProperty("closes", out var closes)
            ? $"{Plain(opens.GetString())}-{Plain(closes.GetString())}"
            : throw new FormatException("A window has opens and closes.");
    }

    // A name or time that holds what the text form separates by would be read as more than it is.
    private static string Plain(string? text) =>
        text is not null && text.AsSpan().IndexOfAny(";=,-") < 0
            ? text
            : throw new FormatException("A day or time is malformed.");
}
