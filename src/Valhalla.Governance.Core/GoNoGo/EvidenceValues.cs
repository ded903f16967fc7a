using System.Globalization;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Reads values from text of a known kind.</summary>
internal static class EvidenceValues
{
    public static bool TryRead(EvidenceKind kind, string? text, out EvidenceValue value)
    {
        value = default;
        switch (kind)
        {
            case EvidenceKind.Number when decimal.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number):
                value = EvidenceValue.Of(number);
                return true;
            case EvidenceKind.Flag when bool.TryParse(text, out var flag):
                value = EvidenceValue.Of(flag);
                return true;
            case EvidenceKind.Text when TextRules.IsValid(text, TextRules.MaxWordLength):
                value = EvidenceValue.Of(text!);
                return true;
            default:
                return false;
        }
    }
}
