using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Operations.Offers;

/// <summary>Log messages of offers, ids 9300 to 9399.</summary>
internal static partial class OfferLog
{
    [LoggerMessage(
        9300,
        LogLevel.Warning,
        "The evidence of an offer could not be stored, and its reservation {Reservation} could not be released; it "
        + "expires by itself.")]
    public static partial void ReleaseFailed(ILogger logger, Exception exception, ReservationId reservation);
}
