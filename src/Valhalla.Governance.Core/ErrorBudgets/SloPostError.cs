namespace Valhalla.Governance;

/// <summary>A count that was refused.</summary>
/// <param name="Index">Its place in the list, from 0.</param>
/// <param name="Refusal">Why.</param>
public readonly record struct SloPostError(int Index, SloRefusal Refusal);
