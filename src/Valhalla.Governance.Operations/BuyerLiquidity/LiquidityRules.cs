namespace Valhalla.Governance.Operations.BuyerLiquidity;

/// <summary>Pure rules: what an event adds, and what decayed sums are worth.</summary>
internal static class LiquidityRules
{
    public const double TargetResponseRate = 0.60;
    public const double TargetCloseRate = 0.25;
    public const double ResponseShare = 0.6;
    public const double CloseShare = 0.4;

    /// <summary>At this many contacts a score counts half.</summary>
    public const double HalfWeightContacts = 20;

    public const double ColdBelow = 50;

    public static readonly PropertyType DefaultPropertyType = new("SFR");

    /// <summary>What an event of a weight adds. A decline adds nothing: its contact is in the sum already.</summary>
    public static LiquiditySums SumsOf(BuyerFeedbackKind kind, double weight) => kind switch
    {
        BuyerFeedbackKind.Contacted => new LiquiditySums(weight, 0, 0),
        BuyerFeedbackKind.Responded => new LiquiditySums(0, weight, 0),
        BuyerFeedbackKind.Closed => new LiquiditySums(0, 0, weight),
        _ => default,
    };

    /// <summary>A close implies a response and a response a contact, also where the host did not record it.</summary>
    public static LiquiditySums Consistent(LiquiditySums sums)
    {
        var responses = Math.Max(sums.Responses, sums.Closes);
        return new LiquiditySums(Math.Max(sums.Contacts, responses), responses, sums.Closes);
    }

    /// <summary>A count per contact, 0 to 1; 0 without contacts.</summary>
    public static double RateOf(double count, double contacts) =>
        contacts > 0 ? Math.Clamp(count / contacts, 0, 1) : 0;

    /// <summary>A stored node as it counts at a time.</summary>
    public static LiquidityNode NodeOf(StoredLiquidityNode stored, DateTimeOffset now)
    {
        var sums = Consistent(LiquidityDecay.At(stored.Sums, now));
        return new LiquidityNode
        {
            Province = stored.Key.Province,
            Market = stored.Key.Market,
            PropertyType = stored.Key.PropertyType,
            Contacts = sums.Contacts,
            Responses = sums.Responses,
            Closes = sums.Closes,
            ResponseRate = RateOf(sums.Responses, sums.Contacts),
            CloseRate = RateOf(sums.Closes, sums.Contacts),
            Events = stored.Events,
            UpdatedAt = stored.UpdatedAt,
        };
    }

    /// <summary>Scores sums that are decayed already.</summary>
    public static LiquidityScore ScoreOf(
        ProvinceCode province,
        MarketName? market,
        PropertyType propertyType,
        LiquidityLevel level,
        LiquiditySums decayed,
        double? marketN,
        int minContacts)
    {
        var sums = Consistent(decayed);
        var responseRate = RateOf(sums.Responses, sums.Contacts);
        var closeRate = RateOf(sums.Closes, sums.Contacts);
        var weight = sums.Contacts / (sums.Contacts + HalfWeightContacts);
        var responseComponent = 100 * ResponseShare * responseRate / TargetResponseRate;
        var closeComponent = 100 * CloseShare * closeRate / TargetCloseRate;
        var score = (responseComponent + closeComponent) * weight;
        return new LiquidityScore
        {
            Province = province,
            Market = market,
            PropertyType = propertyType,
            Score = score,
            ResponseRate = responseRate,
            CloseRate = closeRate,
            N = sums.Contacts,
            Weight = weight,
            ResponseComponent = responseComponent,
            CloseComponent = closeComponent,
            Level = level,
            MarketN = marketN,
            MinContacts = minContacts,
            IsCold = score < ColdBelow,
        };
    }
}
