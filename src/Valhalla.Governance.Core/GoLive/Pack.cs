namespace Valhalla.Governance.GoLive;

/// <summary>A part of the product that can be installed or not.</summary>
/// <param name="Letter">Its letter, A to K.</param>
/// <param name="Name">What it is.</param>
/// <param name="Services">The services without which it is missing.</param>
internal sealed record Pack(string Letter, string Name, IReadOnlyList<Type> Services);
