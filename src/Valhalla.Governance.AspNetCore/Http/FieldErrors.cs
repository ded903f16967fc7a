using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>
/// Reads the fields of a request into domain values and collects every mistake, so that a caller sees all of them at
/// once. Where a field is wrong the value returned is a default that must not be used: ask <see cref="Any"/> first.
/// </summary>
internal sealed class FieldErrors
{
    private Dictionary<string, List<string>>? _errors;
    private string _code = ProblemCodes.InvalidRequest;

    public bool Any => _errors is not null;

    public void Add(string field, string message, string? code = null)
    {
        _errors ??= new Dictionary<string, List<string>>(StringComparer.Ordinal);
        if (!_errors.TryGetValue(field, out var messages))
        {
            _errors[field] = messages = [];
        }

        messages.Add(message);
        _code = code ?? _code;
    }

    public EngineName Engine(string field, string? value)
    {
        if (!EngineName.TryParse(value, out var name))
        {
            Add(field, value is null ? Missing : NameRules.UpperNameRemedy);
        }

        return name;
    }

    public EngineName? OptionalEngine(string field, string? value) => value is null ? null : Engine(field, value);

    public DomainName Domain(string field, string? value)
    {
        if (!DomainName.TryParse(value, out var name))
        {
            Add(field, value is null ? Missing : NameRules.UpperNameRemedy);
        }

        return name;
    }

    public DomainName? OptionalDomain(string field, string? value) => value is null ? null : Domain(field, value);

    public MetricName Metric(string field, string? value)
    {
        if (!MetricName.TryParse(value, out var name))
        {
            Add(field, value is null ? Missing : NameRules.LowerNameRemedy);
        }

        return name;
    }

    public MetricName? OptionalMetric(string field, string? value) => value is null ? null : Metric(field, value);

    public ReservationId? OptionalReservation(string field, string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (!ReservationId.TryParse(value, out var id))
        {
            Add(field, "A reservation id has the form 01939e2c-1f6b-7000-8000-000000000000.");
        }

        return id;
    }

    public ProvinceCode Province(string field, string? value)
    {
        if (!ProvinceCode.TryParse(value, out var province))
        {
            Add(field, value is null ? Missing : ProvinceCode.Remedy);
        }

        return province;
    }

    public MarketName? OptionalMarket(string field, string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (!MarketName.TryParse(value, out var market))
        {
            Add(field, NameRules.UpperNameRemedy);
        }

        return market;
    }

    /// <summary>Free text: null, or 1 to <paramref name="maxLength"/> characters without control characters.</summary>
    public string? Text(string field, string? value, int maxLength)
    {
        if (value is null)
        {
            return null;
        }

        if (value.Length == 0 || value.Length > maxLength)
        {
            Add(field, string.Create(CultureInfo.InvariantCulture, $"1 to {maxLength} characters are needed."));
        }
        else if (!WireText.IsClean(value))
        {
            Add(field, "Control characters and broken Unicode are not allowed.");
        }

        return value;
    }

    /// <summary>What people say of themselves or of their reasons: as <see cref="Text"/>, in its normal form.</summary>
    public string? Prose(string field, string? value, int maxLength)
    {
        var normal = PlainText.Normalize(value);
        if (value is { Length: > 0 } && normal is { Length: 0 })
        {
            Add(field, "There is nothing in it that can be seen.");
            return normal;
        }

        return Text(field, normal, maxLength);
    }

    /// <summary>A positive amount.</summary>
    public Money Amount(string field, decimal? value)
    {
        if (value is null)
        {
            Add(field, Missing, ProblemCodes.InvalidAmount);
            return default;
        }

        return OptionalAmount(field, value) ?? default;
    }

    public Money? OptionalAmount(string field, decimal? value)
    {
        var money = OptionalNotNegative(field, value);
        if (money is { IsPositive: false } && value == 0)
        {
            Add(field, "An amount is above zero.", ProblemCodes.InvalidAmount);
        }

        return money;
    }

    public Money? OptionalNotNegative(string field, decimal? value)
    {
        if (value is not { } amount)
        {
            return null;
        }

        if (amount < 0)
        {
            Add(field, "An amount is not below zero.", ProblemCodes.InvalidAmount);
            return default(Money);
        }

        if (!Money.TryFromDecimal(amount, out var money))
        {
            Add(field, InvalidAmountException.Remedy, ProblemCodes.InvalidAmount);
        }

        return money;
    }

    public int? Range(string field, int? value, int min, int max)
    {
        if (value < min || value > max)
        {
            Add(field, string.Create(CultureInfo.InvariantCulture, $"{min} to {max} is allowed."));
        }

        return value;
    }

    public double? Range(string field, double? value, double min, double max)
    {
        if (value is { } number && !(number >= min && number <= max))
        {
            Add(field, string.Create(CultureInfo.InvariantCulture, $"{min} to {max} is allowed."));
        }

        return value;
    }

    public T? Choice<T>(string field, string? value)
        where T : struct, Enum
    {
        if (value is null)
        {
            return null;
        }

        if (!WireNames.TryRead<T>(value, out var choice))
        {
            Add(field, $"One of {WireNames.ListCapitals<T>()} is allowed.");
        }

        return choice;
    }

    public bool Required<T>(string field, T? value)
        where T : struct
    {
        if (value is null)
        {
            Add(field, Missing);
        }

        return value is not null;
    }

    /// <summary>Any JSON, in compact form.</summary>
    public string? Json(string field, JsonElement? value, int maxBytes)
    {
        if (value is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } element)
        {
            return null;
        }

        if (!RawJson.TryWrite(element, out var json))
        {
            Add(field, RawJson.Remedy);
        }
        else if (System.Text.Encoding.UTF8.GetByteCount(json) > maxBytes)
        {
            Add(field, string.Create(CultureInfo.InvariantCulture, $"At most {maxBytes / 1024} KiB is allowed."));
        }

        return json;
    }

    /// <summary>One value of a field that has two names.</summary>
    public T? Same<T>(string field, T? first, string otherField, T? second)
    {
        if (first is not null && second is not null && !EqualityComparer<T>.Default.Equals(first, second))
        {
            Add(field, $"It differs from '{otherField}', which means the same. Give one of them.");
        }

        return first ?? second;
    }

    public Answer ToAnswer() => Answer.Refuse(new Problem
    {
        Status = StatusCodes.Status400BadRequest,
        Code = _code,
        Detail = $"Correct {string.Join(", ", _errors!.Keys.Order(StringComparer.Ordinal))} and send it again.",
        Errors = _errors!.ToDictionary(
            static e => e.Key, static e => (IReadOnlyList<string>)e.Value, StringComparer.Ordinal),
    });

    private const string Missing = "The field is needed.";
}
