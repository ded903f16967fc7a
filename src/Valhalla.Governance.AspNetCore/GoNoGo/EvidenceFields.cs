using System.Globalization;
using System.Text;
using System.Text.Json;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.AspNetCore.GoNoGo;

/// <summary>Reads posted observations.</summary>
internal static class EvidenceFields
{
    private const int MaxDecimals = 28;
    private const int MaxExponent = 27;
    private const string ValueRemedy = "A number of at most 28 digits, true, false, or a word of 1 to 64 is needed.";

    public static IReadOnlyList<EvidenceItem> Read(EndpointCall call, EvidencePostBody body)
    {
        if (body.Evidence is not { } several)
        {
            var single = new EvidenceItemBody
            {
                Signal = body.Signal,
                Value = body.Value,
                ObservedAt = body.ObservedAt,
                Detail = body.Detail,
            };
            return [Read(call, single, "")];
        }

        if (body.Signal is not null || body.Value is not null || body.ObservedAt is not null || body.Detail is not null)
        {
            call.Errors.Add("evidence", "Give one observation, or several under evidence, not both.");
        }

        if (several.Count is < 1 or > EvidencePost.MaxItems)
        {
            call.Errors.Add("evidence", "1 to 200 observations are needed.");
            return [];
        }

        var items = new List<EvidenceItem>(several.Count);
        for (var i = 0; i < several.Count; i++)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"evidence[{i}].");

            // A list may hold null whatever its type says.
            if (several[i] is { } item)
            {
                items.Add(Read(call, item, prefix));
            }
            else
            {
                call.Errors.Add(prefix.TrimEnd('.'), "An observation is needed.");
            }
        }

        return items;
    }

    private static EvidenceItem Read(EndpointCall call, EvidenceItemBody item, string prefix)
    {
        var errors = call.Errors;
        if (!SignalName.TryParse(item.Signal, out var signal))
        {
            errors.Add(prefix + "signal", item.Signal is null ? "The field is needed." : NameRules.LowerNameRemedy);
        }

        if (!TryRead(item.Value, out var value))
        {
            errors.Add(prefix + "value", ValueRemedy);
        }

        if (EvidencePosts.IsAhead(item.ObservedAt, call.Get<IStoreClock>().Now))
        {
            errors.Add(prefix + "observed_at", "The time is in the future. Give the time of the observation, in UTC.");
        }

        return new EvidenceItem(
            signal,
            value,
            item.ObservedAt,
            errors.Text(prefix + "detail", item.Detail, EvidenceRules.MaxDetailLength));
    }

    private static bool TryRead(JsonElement? json, out EvidenceValue value)
    {
        value = default;
        switch (json?.ValueKind)
        {
            case JsonValueKind.Number when ExactNumber.TryRead(
                Encoding.UTF8.GetBytes(json.Value.GetRawText()), MaxDecimals, MaxExponent, out var number):
                value = EvidenceValue.Of(number);
                return true;
            case JsonValueKind.True or JsonValueKind.False:
                value = EvidenceValue.Of(json.Value.ValueKind == JsonValueKind.True);
                return true;
            case JsonValueKind.String when RawJson.TryWrite(json.Value, out _)
                && TextRules.IsValid(json.Value.GetString(), TextRules.MaxWordLength):
                value = EvidenceValue.Of(json.Value.GetString()!);
                return true;
            default:
                return false;
        }
    }
}
