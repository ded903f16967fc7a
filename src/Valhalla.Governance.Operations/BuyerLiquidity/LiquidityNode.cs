namespace Valhalla.Governance;

/// <summary>The decayed counts of one market and property type, as they are at one moment.</summary>
/// <remarks>
/// Contacts are never below responses, nor responses below closes: a close implies a response, and a response a
/// contact, also where the host did not record it. Immutable.
/// </remarks>
public sealed record LiquidityNode
{
    /// <summary>The province.</summary>
    public required ProvinceCode Province { get; init; }

    /// <summary>The market.</summary>
    public required MarketName Market { get; init; }

    /// <summary>The property type.</summary>
    public required PropertyType PropertyType { get; init; }

    /// <summary>Decayed contacts, zero or more.</summary>
    public required double Contacts { get; init; }

    /// <summary>Decayed responses, 0 to <see cref="Contacts"/>.</summary>
    public required double Responses { get; init; }

    /// <summary>Decayed closes, 0 to <see cref="Responses"/>.</summary>
    public required double Closes { get; init; }

    /// <summary>Responses per contact, 0 to 1; 0 without contacts.</summary>
    public required double ResponseRate { get; init; }

    /// <summary>Closes per contact, 0 to 1; 0 without contacts.</summary>
    public required double CloseRate { get; init; }

    /// <summary>How many feedback events there were, of all kinds and ages.</summary>
    public required long Events { get; init; }

    /// <summary>When the last of them was recorded.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
